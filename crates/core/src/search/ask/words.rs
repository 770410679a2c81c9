//! Words of a question that are no words to look for, in English and Arabic.

use crate::event::Modality;
use crate::search::words::{bare, words_of};

/// What a word of a question asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    /// It only makes the sentence.
    Nothing,
    /// Events of violence.
    Violence,
    /// Kinds whose id or name holds all words of one of these.
    Kinds(&'static [&'static [&'static str]]),
    /// Figures of these measures; kinds as above that tell of them.
    Measure(&'static str),
    /// What is told so.
    Modality(&'static [Modality]),
    /// What contradicts, or is contradicted.
    Contradicted,
    /// Places that no event of violence is said to have hit.
    OnlyNamed,
    /// Without a figure.
    Unstated,
    /// What may be added up.
    Sum,
    /// The name that follows acted.
    By,
    /// The name that follows was hit.
    Against,
    /// The name that follows says so.
    Says,
    /// Published until the date.
    Known,
    /// A name that follows acted, if an act of war follows the name: "did Turkey attack".
    Did,
    /// Who is asked for acted, if an act of war follows at once: the name after it was hit.
    Who,
    /// What stands after an attack on somebody.
    On,
    /// Another word for this one.
    Word(&'static str),
    /// The name that is written so in English.
    Name(&'static str),
    /// What is certain, or is not.
    Certain(bool),
    /// How an offer was answered.
    Answered,
    /// The publisher beside it tells of it and no other does; or the publisher named anywhere.
    Only(bool),
    /// A day of the week, 0 for Monday.
    Weekday(i32),
    /// Those who fight, if it is asked how many.
    Combatants,
    /// A day that is told from the day of asking.
    Relative,
    /// The parts beside it are alternatives.
    Or,
    /// So are places beside it; names beside it belong together.
    And,
}

use Meaning::{
    Against, And, Answered, By, Certain, Combatants, Contradicted, Did, Kinds, Known, Measure, Name, Nothing,
    On, Only, OnlyNamed, Or, Relative, Says, Sum, Unstated, Violence, Weekday, Who, Word,
};

const PLANS: &[Modality] = &[
    Modality::Planned,
    Modality::Proposed,
    Modality::Predicted,
    Modality::Threatened,
];

/// Forms of words, separated by bars, and what they ask for.
pub(super) const WORDS: &[(&str, Meaning)] = &[
    (
        "whom|whose|what|when|where|which|why|how|how many|how much|was|were|is|are|be|been|being|am|do|\
         done|had|will|would|should|can|could|any|all|some|each|every|anyone|anything|anybody|someone|nobody|no one|both|there|\
         these|this|those|that|they|them|their|it|its|he|she|his|her|the|a|an|of|in|at|to|from|for|with|without|\
         into|near|around|as|if|so|than|then|also|just|really|ever|not|no|yes|please|mention|mentions|mentioned|named|tell me|show|list|give|find|\
         happen|happens|happened|happening|occur|occurred|event|events|incident|incidents|report|reports|reported|\
         reportedly|article|articles|data|data set|dataset|set|five reports|town|towns|village|villages|place|places|\
         city|cities|people|person|persons|number|numbers|figure|figures|toll|tolls|death toll|name|names|one|ones|\
         during|date|dates|day|days|time|side|sides|most|many|much|about|what about|same|different|other|others|\
         between|out|up|went|go|get|got|take place|took place|between them|actually|exactly|us|me|we|i|you|\
         carried|carry|carried out|responsible|blamed|blame|kind|kinds|type|types|sort|know|knew|\
         use|uses|used|using|start|started|starts|begin|begins|began|begun|held|holds|publisher|publishers|outlet|outlets|\
         newspaper|newspapers|the other|the others|come|comes|came|into force|come into force|came into force|into effect|\
         establish|established|set up|created|implemented|nothing|anything else|else|after|before|\
         took part|take part|takes part|taken part|taking part|took place|takes place|taken place|call for|calls for|called for|\
         while|since|until|still|yet|again|because|word|words|who said|who says|who said that|who says that|who claimed|\
         who claimed that|who claims|who claims that|said that|says that|say that|claimed that|claims that",
        Nothing,
    ),
    (
        "control|controls|controlled|controlling|يسيطر|تسيطر",
        Word("control"),
    ),
    (
        "soldier|soldiers|fighter|fighters|combatant|combatants|militant|militants|جندي|جنود|جنديا|مقاتل|مقاتلين|مقاتلون|مقاتلا",
        Combatants,
    ),
    ("مدني|مدنيا|مدنيون|مدنيين", Word("civilian")),
    ("did|does|has|have", Did),
    ("who", Who),
    ("on|على", On),
    (
        "reject|rejects|rejected|rejecting|rejection|refuse|refuses|refused|refusal|turn down|turns down|turned down|\
         رفض|رفضت|يرفض",
        Word("reject"),
    ),
    (
        "accept|accepts|accepted|accepting|acceptance|taken up|وافق|وافقت|يوافق|قبول",
        Answered,
    ),
    (
        "uncertain|uncertainty|unsure|not sure|not certain|doubtful|in doubt|doubt|doubts|unclear|not clear|\
         غير مؤكد|غير مؤكدة|مشكوك|مشكوك فيه|غير واضح",
        Certain(false),
    ),
    (
        "certain|for certain|certainly|sure|for sure|definite|definitely|مؤكد|مؤكدة|بالتأكيد",
        Certain(true),
    ),
    (
        "unconfirmed|unverified|not confirmed",
        Meaning::Modality(&[Modality::Claimed]),
    ),
    ("only|alone|solely|exclusively|فقط|وحده|وحدها", Only(false)),
    (
        "others do not|others did not|others don t|others didn t|the others do not|the others did not|the others don t|\
         nobody else|no one else|no other|no other report|no other reports|no other publisher|no other paper|\
         no other newspaper|not in the others|دون غيره|دون غيرها",
        Only(true),
    ),
    (
        "النظام|قوات النظام|جيش النظام|الجيش السوري|قوات الأسد|نظام الأسد",
        Name("regime"),
    ),
    ("المعارضة|معارضة|الثوار|ثوار|فصائل|الفصائل", Name("opposition")),
    ("إيراني|إيرانية", Name("iran")),
    (
        "respond|responds|responded|responding|retaliate|retaliates|retaliated|retaliation|fired back|hit back|struck back",
        Kinds(&[&["response"], &["retaliat"]]),
    ),
    (
        "ago|today|yesterday|tomorrow|tonight|last night|now|right now|currently|recently|lately|this morning|this week|\
         last week|next week|this month|last month|next month|this year|last year|next year|the other day|اليوم|أمس|\
         البارحة|غدا|الآن|حاليا|مؤخرا|الأسبوع الماضي|الشهر الماضي|العام الماضي|السنة الماضية|هذا الأسبوع|هذا الشهر|هذا العام",
        Relative,
    ),
    ("monday|mondays|يوم الاثنين", Weekday(0)),
    ("tuesday|tuesdays|يوم الثلاثاء", Weekday(1)),
    ("wednesday|wednesdays|يوم الأربعاء", Weekday(2)),
    ("thursday|thursdays|يوم الخميس", Weekday(3)),
    ("friday|fridays|يوم الجمعة", Weekday(4)),
    ("saturday|saturdays|يوم السبت", Weekday(5)),
    ("sunday|sundays|يوم الأحد", Weekday(6)),
    ("مشفى|مستشفى|مشافي|مستشفيات", Word("hospital")),
    ("مدرسة|مدارس", Word("school")),
    ("سجن|سجون", Word("prison")),
    ("سوق|أسواق", Word("market")),
    ("مخيم|مخيمات", Word("camp")),
    ("قاعدة|قواعد", Word("base")),
    ("أطفال|طفل|طفلا", Word("child")),
    ("نساء|امرأة", Word("women")),
    ("عائلة|عائلات|أسرة|أسر", Word("families")),
    ("or|versus|vs|أو", Or),
    ("and|as well as|plus|و", And),
    ("by|by whom|carried out by", By),
    ("against|targeting|aimed at|ضد", Against),
    (
        "according to|said by|reported by|told by|claimed by|says|say|said|saying|source|sources|cited|cites|quoted|quotes|who says so|claims|claim|\
         claimed|بحسب|وفق|قال|يقول|تقول|قالت",
        Says,
    ),
    (
        "attack|attacks|attacked|attacking|hit|hits|strike|struck|target|targeted|targets|violence|violent|assault|\
         assaults|assaulted|fighting|hostilities|fired|fire on|fired on|fired at|opened fire|هاجم|هاجمت|هاجموا|يهاجم|هجوم|هجمات|استهداف|استهدفت|استهدف|تعرضت|تعرض|عنف|ضربت|ضرب",
        Violence,
    ),
    (
        "strikes|air strike|air strikes|airstrike|airstrikes|air raid|air raids|air attack|air attacks|aerial|raid|raids|\
         raided|warplane|warplanes|غارة|غارات|غارات جوية|غارة جوية",
        Kinds(&[&["air", "strike"], &["air", "raid"]]),
    ),
    (
        "bomb|bombs|bombed|bombing|bombings|bombard|bombarded|bombardment|bombardments|قصف|قصفت|القصف",
        Kinds(&[&["air", "strike"], &["bomb"], &["shell"]]),
    ),
    (
        "shell|shelled|shelling|artillery|قصف مدفعي",
        Kinds(&[&["shell"], &["artillery"]]),
    ),
    (
        "barrel bomb|barrel bombs|برميل|براميل|برميل متفجر|براميل متفجرة",
        Kinds(&[&["barrel"]]),
    ),
    (
        "clash|clashes|clashed|battle|battles|fought|fight|اشتباك|اشتباكات|معركة|معارك",
        Kinds(&[&["clash"], &["battle"]]),
    ),
    (
        "capture|captures|captured|seize|seized|seizure|taken|took|taken over|took over|take over|fell|lost|سيطرة|سيطرت|سيطر|\
         استولت|سقطت|سقط|سقوط",
        Kinds(&[&["capture"], &["territory"]]),
    ),
    (
        "offensive|offensives|ground offensive|ground attack|ground operation|advance|advanced|هجوم بري|عملية برية",
        Kinds(&[&["offensive"]]),
    ),
    (
        "talks|negotiation|negotiations|negotiated|summit|meeting|met|محادثات|مفاوضات|قمة",
        Kinds(&[&["negotiat"], &["talk"]]),
    ),
    (
        "agreement|agreements|agreed|agree|deal|deals|ceasefire|ceasefires|truce|اتفاق|اتفاقات|هدنة|وقف إطلاق النار",
        Kinds(&[&["agreement"], &["ceasefire"]]),
    ),
    (
        "violation|violations|violate|violates|violated|broken|broke|break|breach|breaches|breached|خرق|خرقت|يخرق|انتهك|انتهكت|خروقات",
        Kinds(&[&["violation"]]),
    ),
    ("patrol|patrols|patrolled|دورية|دوريات", Kinds(&[&["patrol"]])),
    (
        "troop|troops|troop movement|troop movements|deployment|deployments|deployed|withdraw|withdrawal|withdrawn|\
         reinforcements|تعزيزات|انسحاب",
        Kinds(&[&["troop"]]),
    ),
    (
        "chemical|chemical attack|chemical attacks|chemical weapons|poison|gas|كيميائي|كيميائية|كيماوي",
        Kinds(&[&["chemical"]]),
    ),
    ("statement|statements|تصريح|تصريحات", Kinds(&[&["statement"]])),
    (
        "killed|kill|kills|killing|dead|death|deaths|die|died|fatalities|fatality|lives lost|قتلى|قتل|قتيل|مقتل|قتلت|قتلوا|ضحايا",
        Measure("killed"),
    ),
    (
        "injured|injury|injuries|wounded|hurt|جرحى|جريح|جرح|جرحوا|أصيب|أصيبوا|إصابات",
        Measure("injured"),
    ),
    ("casualty|casualties|victims", Measure("casualties")),
    (
        "displaced|displace|displacement|displacements|fled|flee|fleeing|idp|idps|refugees|نازح|نازحا|نازحون|نازحين|نزوح|نزح|نزحوا|تهجير|مهجرين",
        Measure("displaced"),
    ),
    (
        "munitions|shells fired|shells|rounds fired|rounds of ammunition|mortar rounds|artillery rounds|قذائف|قذيفة",
        Measure("munitions"),
    ),
    (
        "places hit|areas hit|points hit|locations hit|areas targeted",
        Measure("places_hit"),
    ),
    (
        "planned|plan|plans|planning|intended|intend|intends|intention|مخطط|خطط|تخطط",
        Meaning::Modality(&[Modality::Planned]),
    ),
    (
        "planned and not done|planned but not done|not done|not carried out|never happened|did not happen|only planned",
        Meaning::Modality(PLANS),
    ),
    (
        "proposed|proposal|proposals|propose|proposes|offered|offer|offers|مقترح|اقتراح|اقترح|اقترحت|يقترح|عرض|عرضت",
        Meaning::Modality(&[Modality::Proposed]),
    ),
    (
        "predicted|predict|prediction|expected|expect|feared|fear|fears|warn|warns|warned|warning|foreseen|متوقع|توقع|توقعت|يتوقع|تخشى|تحذير",
        Meaning::Modality(&[Modality::Predicted]),
    ),
    (
        "threatened|threat|threats|threaten|تهديد|هدد",
        Meaning::Modality(&[Modality::Threatened]),
    ),
    (
        "denied|deny|denies|denial|refuted|نفى|نفت|تنفي|أنكر|أنكرت|نفي|ينفي",
        Meaning::Modality(&[Modality::Denied]),
    ),
    (
        "ruled out|excluded|rules out|exclude|استبعد|مستبعد",
        Meaning::Modality(&[Modality::Excluded]),
    ),
    (
        "contradict|contradicts|contradicted|contradiction|contradictions|contradictory|disagree|disagrees|disputed|\
         dispute|contest|contests|contested|at odds|conflicting|inconsistent|what contradicts what|تناقض|تناقضات|يناقض|تناقضه|تتناقض|تتعارض|متناقضة|تناقض بعضها",
        Contradicted,
    ),
    (
        "only named|only mentioned|just mentioned|just named|named only|mentioned only|merely named|merely mentioned|\
         named but not attacked|mentioned but not attacked|مذكورة فقط|ذكرت فقط",
        OnlyNamed,
    ),
    (
        "not stated|unstated|unknown|no figure|no figures|without a figure|without figures|غير مذكور|غير معروف",
        Unstated,
    ),
    (
        "add|add up|added|added up|adds up|sum|sums|total|totals|in total|altogether|in all|overall|together|\
         be added|be added up|المجموع|مجموع|إجمالي|تجمع",
        Sum,
    ),
    (
        "known|was known|were known|published|معروف|معروفا|نشر|منشور",
        Known,
    ),
    (
        "من|ما|ماذا|متى|أين|كم|هل|أي|كيف|لماذا|في|إلى|عن|هذه|هذا|التي|الذي|كان|كانت|تم|تقرير|تقارير|التقارير|\
         بلدة|بلدات|مدينة|مدن|قرية|قرى|مكان|أماكن|حدث|حدثت|أحداث|عدد|منطقة|مناطق|بين|مع|هناك|\
         ذلك|تلك|إن|أن|لم|لن|لا|قد|هو|هي|بدأ|بدأت|تبدأ|عقد|عقدت|انعقد|انعقدت|جرى|جرت|حصل|حصلت|استخدم|استخدمت|\
         استخدام|من قال|من قال إن",
        Nothing,
    ),
];

/// The English forms of what a phrase in another script means: events are told in English.
pub(super) fn english_forms(typed: &str) -> Vec<&'static str> {
    let folded = |text: &str| {
        let mut key = String::new();
        words_of(text, |word, _| {
            key.push_str(if key.is_empty() { "" } else { " " });
            key.push_str(bare(word));
        });
        key
    };
    let wanted = folded(typed);
    if wanted.is_ascii() {
        return Vec::new();
    }
    let mut all = WORDS.iter();
    let meant = all.find(|(forms, _)| forms.split('|').any(|form| folded(form) == wanted));
    let forms = meant.map_or("", |(forms, _)| forms);
    forms
        .split('|')
        .filter(|form| form.is_ascii() && !form.is_empty())
        .collect()
}
