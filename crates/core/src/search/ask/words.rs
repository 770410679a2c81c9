//! Words of a question that are no words to look for, in English and Arabic.

use super::{Doubted, Order};
use crate::event::Modality;

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
    /// Dates, places, whoever acted: what is asked to be certain, or is not.
    Of(Doubted),
    /// Places, of whatever sort.
    Place,
    /// Told by more than one: of those who say so, or of the publishers.
    Several(bool),
    /// The most of a measure.
    Most(&'static str),
    /// Who acted.
    Attacker,
    /// That a name is not given.
    Unnamed,
    /// Nobody is said to have acted.
    NoActor,
    /// It is read from the context who it was.
    Inferred,
    /// Ground was taken from the name before it, or asked of; otherwise from the name that follows.
    Lost,
    /// Ground was taken by the name that follows.
    LostTo,
    /// What each of two publishers tells.
    Both,
    /// Changes what is asked in a way that is not followed, which an answer must say.
    Unheeded,
    /// The publisher before it does not, or the one after it.
    Not(bool),
    /// How an offer was answered.
    Answered,
    /// The publisher beside it tells of it and no other does; or the publisher named anywhere.
    Only(bool),
    /// A day of the week, 0 for Monday.
    Weekday(i32),
    /// Those who fight, if it is asked how many; or soldiers, if so said.
    Combatants(bool),
    /// Who is counted, as figures call them, if it is asked how many; else another word for this one.
    Counted(&'static str),
    /// They were killed: who fights, and is lost.
    LostMen,
    /// It says so, and it is its own act, if an act is spoken of.
    Claims,
    /// Others than the name that follows.
    Besides,
    /// Nobody: turns what is asked round.
    Nobody,
    /// Whoever: if an act of war follows at once, the name after it was hit.
    Anyone,
    /// The first of them by date, or the last.
    InOrder(Order),
    /// A thing by its name: what events do not have is not reported.
    Thing,
    /// Why: what is said of it, rather than the act.
    Why,
    /// Who is only called sources says so.
    Sources,
    /// More or less than the number that follows.
    Than,
    /// A day that is told from the day of asking.
    Relative,
    /// The parts beside it are alternatives.
    Or,
    /// So are places beside it; names beside it belong together.
    And,
}

use Meaning::{
    Against, And, Answered, Attacker, Both, By, Certain, Combatants, Contradicted, Counted, Did, Inferred,
    Kinds, Known, Lost, LostTo, Measure, Most, Name, NoActor, Not, Nothing, Of, On, Only, OnlyNamed, Or,
    Place, Relative, Says, Several, Sum, Unheeded, Unnamed, Unstated, Violence, Weekday, Who, Word,
};

const PLANS: &[Modality] = &[
    Modality::Planned,
    Modality::Proposed,
    Modality::Predicted,
    Modality::Threatened,
];

/// All that is not said to have happened.
const NOT_HAPPENED: &[Modality] = &[
    Modality::Planned,
    Modality::Proposed,
    Modality::Predicted,
    Modality::Threatened,
    Modality::Denied,
    Modality::Excluded,
];

/// Forms of words, separated by bars, and what they ask for.
pub(super) const WORDS: &[(&str, Meaning)] = &[
    (
        "whom|whose|what|when|where|which|why|how|how many|how much|was|were|is|are|be|been|being|am|do|\
         done|had|will|would|should|can|could|any|all|some|each|every|anything|there|\
         these|this|those|that|they|them|their|it|its|he|she|his|her|the|a|an|of|in|at|to|from|for|with|\
         into|near|around|as|if|so|than|then|also|just|really|ever|yes|please|mention|mentions|mentioned|named|tell me|show|list|give|find|\
         happen|happens|happened|happening|occur|occurred|event|events|incident|incidents|report|reports|reported|\
         reportedly|article|articles|data|data set|dataset|set|five reports|area|areas|settlement|settlements|people|person|persons|number|numbers|figure|figures|toll|tolls|death toll|name|names|one|ones|\
         during|most|many|more|fewer|less|compare|compared|comparison|difference|than|include|includes|\
         included|including|contain|contains|much|about|what about|different|other|others|\
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
        "fighter|fighters|combatant|combatants|militant|militants|gunman|gunmen|مقاتل|مقاتلين|مقاتلون|مقاتلا",
        Combatants(false),
    ),
    ("مدني|مدنيا|مدنيون|مدنيين", Name("civilians")),
    ("جيش", Name("army")),
    ("did|does|has|have", Did),
    (
        "without|no|none|never|earlier|later|لم|لن|لا|ليس|ليست|بدون|من دون",
        Unheeded,
    ),
    (
        "or not|أم لا|behind|fail|fails|failed|succeed|succeeded|gives|gave|أسقط|أسقطت|ألقى|ألقت|نفذ|نفذت|شن|شنت|قام|قامت|\
      أطلق|أطلقت|هم|أحد|وقوع|فرق",
        Nothing,
    ),
    ("both|each of|same|the same|كلاهما|كلتاهما|كل من", Both),
    (
        "not|did not|does not|do not|didn't|doesn't|don't|has not|hasn't|لم تنقله|لم ينقله|لم تذكره|لم يذكره|لا تنقله|لا تذكره",
        Not(true),
    ),
    (
        "but not|and not|not by|not in|unlike|rather than|instead of|وليس|دون",
        Not(false),
    ),
    (
        "day|days|date|dates|dated|when it happened|تاريخ|تواريخ|تواريخها|تاريخها",
        Of(Doubted::Dates),
    ),
    (
        "where it happened|location|locations|position|positions|موقع|مواقع",
        Of(Doubted::Places),
    ),
    (
        "attacker|attackers|perpetrator|perpetrators|aggressor|aggressors|culprit|culprits|who did it|who acted|المهاجم|\
         المهاجمون|المهاجمين|الفاعل|فاعل|فاعلها|فاعله|الجناة",
        Attacker,
    ),
    (
        "no named|not named|unnamed|nameless|unidentified|not identified|no stated|not known|لم يذكر|لم تذكر|لم يسم|غير مسمى",
        Unnamed,
    ),
    (
        "nobody claimed|nobody claims|no one claimed|nobody claim|did nobody claim|did no one claim|unknown attacker|unknown attackers|unknown perpetrator|unknown perpetrators|unidentified attackers|by unknown|\
         nobody is named|no one is named|no side is named|nobody named|no actor|no actors|unclaimed|unattributed|مجهول|\
         مجهولة|مجهولون|مجهولين",
        NoActor,
    ),
    (
        "more than one source|two sources|several sources|multiple sources|different sources|more than one speaker|\
         أكثر من مصدر|عدة مصادر",
        Several(false),
    ),
    (
        "more than one report|two reports|several reports|more than one publisher|two publishers|several publishers|\
         multiple reports|more than one article|أكثر من تقرير|عدة تقارير",
        Several(true),
    ),
    (
        "deadliest|bloodiest|most deadly|most people killed|most killed|most deaths|most dead|highest death toll|\
         highest toll|largest death toll|biggest death toll|worst attack|worst attacks|الأكثر دموية|أكثر دموية|أكبر حصيلة|\
         أعلى حصيلة|أعلى عدد من القتلى|أكبر عدد من القتلى",
        Most("killed"),
    ),
    (
        "most people displaced|most displaced|largest displacement|biggest displacement",
        Most("displaced"),
    ),
    (
        "inferred|only inferred|presumed|assumed|deduced|مستنتج|مستنتجة|استنتاج",
        Inferred,
    ),
    (
        "lose|loses|lost|losing|lost by|lose control|lost control|lose control of|lost control of|loses control of|خسر|\
         خسرت|يخسر|تخسر|فقد|فقدت|خسارة",
        Lost,
    ),
    (
        "lost to|lose to|loses to|fell to|falls to|fall to|fallen to",
        LostTo,
    ),
    ("side|sides|party|parties|actor|actors", Of(Doubted::Actors)),
    (
        "town|towns|village|villages|place|places|city|cities|مكان|أماكن|بلدة|بلدات|مدينة|مدن|قرية|قرى",
        Place,
    ),
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
    (
        "approximate|approximately|imprecise|vague|تقريبي|تقريبية",
        Certain(false),
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
    (
        "refugee camp|refugee camps|idp camp|idp camps|displacement camp|displacement camps|مخيم|مخيمات",
        Word("camp"),
    ),
    (
        "airport|airports|airbase|airbases|air base|air bases|مطار|مطارات",
        Word("base"),
    ),
    (
        "de escalation|deescalation|خفض التصعيد|تخفيف التصعيد",
        Word("de-escalation"),
    ),
    (
        "civil defence|civil defense|syrian civil defence|syrian civil defense|الدفاع المدني|الخوذ البيضاء",
        Name("White Helmets"),
    ),
    ("قاعدة|قواعد", Word("base")),
    (
        "children|child|kid|kids|minors|أطفال|طفل|طفلا",
        Counted("children"),
    ),
    ("women|woman|نساء|امرأة", Counted("women")),
    ("عائلة|عائلات|أسرة|أسر", Word("families")),
    ("or|versus|vs|أو|أم", Or),
    ("and|as well as|plus|و", And),
    ("by|by whom|carried out by", By),
    ("against|targeting|aimed at|ضد", Against),
    (
        "according to|said by|reported by|told by|says|say|said|saying|source|sources|cited|cites|quoted|quotes|who says so|document|documents|documented|record|records|recorded|announce|announces|announced|stated|describe|describes|\
         described|allege|alleges|alleged|tell|tells|told|speak|speaks|spoke|speak for|speaks for|spokesman of|بحسب|وفق|قال|يقول|تقول|قالت|ذكر|ذكرت|يذكر|تذكر|أورد|أوردت|نقل|نقلت|\
         ينقل|تنقل|أفاد|أفادت|كتب|كتبت|قالته|قاله|ذكرته|ذكره|ينشر|تنشر|أعلن|أعلنت|يعلن|تعلن|صرح|صرحت|وثق|وثقت",
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
        "bomb|bombs|bombed|bombing|bombings",
        Kinds(&[&["air", "strike"], &["bomb"], &["shell"]]),
    ),
    // What is told of it in other words, too: the Arabic one is both bombing and shelling.
    (
        "bombard|bombarded|bombardment|bombardments|rocket fire|rockets and shells|قصف|قصفت|قصفوا|يقصف|تقصف|القصف",
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
        "take|takes|fall|falls|fallen|retake|retook|retaken|recapture|recaptured|overran|capture|captures|captured|seize|seized|seizure|taken|took|taken over|took over|take over|fell|سيطرة|سيطرت|سيطر|\
         استولت|استولى|يستولي|تستولي|احتل|احتلت|سقطت|سقط|سقوط",
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
        "ceasefire|ceasefires|truce|truces|هدنة|وقف إطلاق النار",
        Kinds(&[&["agreement"], &["ceasefire"]]),
    ),
    (
        "ceasefire hold|ceasefire held|truce hold|truce held|deal hold|deal held|agreement hold|agreement held|respect|respects|\
         respected|honour|honoured|honor|honored|observe the|observed the|comply|complies|complied|abide|abides|abided|stick to|\
         stuck to|keep to|kept to|kept the|keep the|صمد|صمدت|التزم|التزمت|يلتزم|violation|violations|violate|violates|violated|broken|broke|break|breach|breaches|breached|خرق|خرقت|يخرق|انتهك|انتهكت|خروقات",
        Kinds(&[&["violation"]]),
    ),
    ("patrol|patrols|patrolled|دورية|دوريات", Kinds(&[&["patrol"]])),
    (
        "troop|troops|troop movement|troop movements|deployment|deployments|deployed|withdraw|withdrawal|withdrawn|\
         reinforcements|تعزيزات|انسحاب|انسحابا|ينسحب|انسحبت",
        Kinds(&[&["troop"]]),
    ),
    (
        "chemical|chemical attack|chemical attacks|chemical weapons|poison|gas|كيميائي|كيميائية|كيماوي|\
         أسلحة كيميائية|الأسلحة الكيميائية|سلاح كيميائي|السلاح الكيميائي|أسلحة كيماوية|السلاح الكيماوي",
        Kinds(&[&["chemical"]]),
    ),
    ("statement|statements|تصريح|تصريحات", Kinds(&[&["statement"]])),
    (
        "killed|kill|kills|killing|dead|death|deaths|die|died|fatalities|fatality|lives lost|قتلى|قتل|قتيل|مقتل|قتلت|قتلوا|ضحايا|\
         قتيلا|قتيلا سقط|سقط قتيلا|سقط قتلى|قتلى سقطوا|سقط ضحايا|سقط من القتلى",
        Measure("killed"),
    ),
    (
        "injured|injury|injuries|wounded|hurt|جرحى|جريح|جرح|جرحوا|أصيب|أصيبوا|إصابات",
        Measure("injured"),
    ),
    ("casualty|casualties|victims", Measure("casualties")),
    (
        "displaced people|displaced persons|internally displaced|displaced|displace|displacement|displacements|fled|flee|fleeing|idp|idps|refugees|نازح|نازحا|نازحون|نازحين|نزوح|نزح|نزحوا|تهجير|مهجرين",
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
        "planned and not done|planned but not done|not done|not carried out|only planned|لم ينفذ|لم تنفذ",
        Meaning::Modality(PLANS),
    ),
    (
        "never happened|did not happen|didn't happen|has not happened|hasn't happened|did not take place|never took place|\
         لم يحدث|لم تحدث|لم يقع|لم تقع|لم يحصل|لم تحصل|لم يجر|لم تجر",
        Meaning::Modality(NOT_HAPPENED),
    ),
    (
        "proposed|proposal|proposals|propose|proposes|offered|offer|offers|مقترح|اقتراح|اقترح|اقترحت|يقترح|عرض|عرضت",
        Meaning::Modality(&[Modality::Proposed]),
    ),
    (
        "predicted|predict|predicts|prediction|feared|fear|fears|warn|warns|warned|warning|foreseen|تخشى|تحذير",
        Meaning::Modality(&[Modality::Predicted]),
    ),
    // Who expects that nothing will come expects, too.
    (
        "expected|expect|expects|expectation|expectations|متوقع|توقع|توقعت|يتوقع|تتوقع|توقعات",
        Meaning::Modality(&[Modality::Predicted, Modality::Excluded]),
    ),
    (
        "threatened|threat|threats|threaten|تهديد|هدد|هددت|يهدد|تهدد",
        Meaning::Modality(&[Modality::Threatened]),
    ),
    (
        "not started|has not started|not begun|has not begun|not yet begun|not yet started|yet to begin|yet to start|لم يبدأ|لم تبدأ|\
         denied|deny|denies|denial|refuted|نفى|نفت|نفته|نفاه|نفوه|نفوا|تنفي|أنكر|أنكرت|نفي|ينفي",
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
        "not attacked|were not attacked|was not attacked|weren't attacked|not hit|were not hit|لم تتعرض لهجوم|لم تتعرض للهجوم|لم تتعرض|لم تهاجم|\
         لم تقصف|only named|only mentioned|just mentioned|just named|named only|mentioned only|merely named|merely mentioned|\
         named but not attacked|mentioned but not attacked|مذكورة فقط|ذكرت فقط",
        OnlyNamed,
    ),
    (
        "not stated|unstated|unknown|no figure|no figures|without a figure|without figures|غير مذكور|غير معروف",
        Unstated,
    ),
    (
        "add|add up|added|added up|adds up|sum|sums|total|totals|in total|altogether|in all|overall|together|\
         be added|be added up|المجموع|مجموع|إجمالي|تجمع|جمعها|جمعه|جمع|نجمع|يجمع",
        Sum,
    ),
    (
        "known|was known|were known|published|معروف|معروفا|نشر|منشور",
        Known,
    ),
    (
        "من|ما|ماذا|متى|أين|كم|هل|أي|كيف|لماذا|في|إلى|عن|هذه|هذا|التي|الذي|كان|كانت|تم|تقرير|تقارير|التقارير|\
         حدث|حدثت|أحداث|عدد|منطقة|مناطق|بين|مع|هناك|\
         يمكن|يمكنها|رقم|أرقام|حصيلة|حصائل|عام|سنة|شهر|يوم|يحدث|تحدث|وقع|وقعت|يقع|تقع|حصيلته|نشرت|قارن|مقارنة|أكثر|أقل|كانوا|\
         ناس|شخص|شخصا|أشخاص|بسبب|نتيجة|جراء|حول|بشأن|خلال|أثناء|فيها|فيه|منها|منه|عليها|عليه|جهة|طرف|أطراف|ذلك|تلك|إن|أن|قد|هو|هي|بدأ|بدأت|تبدأ|عقد|عقدت|انعقد|انعقدت|جرى|جرت|حصل|حصلت|استخدم|استخدمت|\
         استخدام|من قال|من قال إن",
        Nothing,
    ),
];
