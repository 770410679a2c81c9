//! More words of questions: those that carry no condition, what is only said of an act, who is counted, things by their
//! names, and Arabic verbs by their stems.

use super::Order;
use super::words::Meaning::{
    self, Anyone, Besides, Claims, Combatants, Counted, InOrder, Kinds, LostMen, Measure, Name, Nobody,
    Nothing, Sources, Than, Thing, Unheeded, Violence, Why, Word,
};

/// Forms of words, separated by bars, and what they ask for. They come before those of the first list.
pub(super) const MORE: &[(&str, Meaning)] = &[
    (
        "made|make|makes|making|sign|signs|signed|signing|signatory|signatories|reach|reaches|reached|reaching|conclude|concludes|\
         concluded|struck a deal|strike a deal|launch|launches|launched|launching|times|time|how many times|how often|often|true|\
         is it true that|is it true|is it so that|is it correct that|is it correct|is it right that|correct|ask|asks|asked|\
         asking|ask for|asks for|asked for|request|requests|requested|call on|calls on|called on|whether|could you|can you|\
         would you|could you tell me|can you tell me|do you know|i want to know|i would like to know|let me know|look|looking|\
         see|seen|saw|sight|sighted|think|believe|supposed|allegedly|purportedly|apparently|actual|indeed|mean|means|\
         want to|wants to|wanted to|need|need to|try|tried|tries|attempt|attempted|manage|managed|place where|place that|cause|\
         causes|caused|result|results|resulted|result of|as a result of|lead to|led to|due to|involve|involves|involved|\
         involving|concerning|regarding|related to|above|almost|nearly|roughly|entire|across|along|within|inside|\
         outside|through|throughout|near to|close to|by who|who else|where else|when else|another|such|thing|things|\
         something|somewhere|anywhere|everywhere|victim|in detail|details|detail|information|explain|describe in detail|\
         at dawn|at night|in the morning|in the evening|in general|in fact|in short|altogether in|let|lets|perform|performed|\
         commit|commits|committed|perpetrated|conduct|conducts|conducted|conducting|wage|waged|mount|mounted|stage|staged|\
         experience|experienced|suffer|suffers|suffered|see any|has there been|have there been|was there|were there|is there|\
         are there|there been|at least one|single|whole|several times|location of|what happened to|happened to|whom by|\
         against whom|on whom|over which|back|away|off|down|onto|both sides of|together with|along with|country|countries|\
         state|states|world|region|regions|province|provinces|governorate of|province of|the town of|the city of|\
         the village of|the governorate of|the province of|town of|city of|village of|coming from|based on|\
         accuse|accuses|accused|accusing|accusation|accusations|blames|blaming|fell on|fall on|fallen on|falling on|landed on|\
         rain on|rained on|dropped|drop|drops|dropping|fire|fires|firing|send|sends|sent|sending",
        Nothing,
    ),
    (
        "claim|claims|claimed|claiming|claimed by|claim that it|claim responsibility|claimed responsibility|claims responsibility|\
         claim responsibility for|claimed responsibility for|take responsibility|took responsibility|take responsibility for|\
         took responsibility for|take credit|took credit|admit|admits|admitted|admitting|admit to|admitted to|admission|\
         acknowledge|acknowledges|acknowledged|acknowledging|confess|confesses|confessed|confess to|confessed to|concede|\
         concedes|conceded|boast|boasts|boasted|تبنى|تبنت|يتبنى|تتبنى|أقر|أقرت|يقر|تقر|اعترف|اعترفت|يعترف|تعترف|ادعى|ادعت|\
         زعم|زعمت",
        Claims,
    ),
    (
        "besides|beside|except|except for|excluding|other than|apart from|aside from|in addition to|but for|سوى|إلا|ما عدا|عدا|غير|\
         باستثناء|إلى جانب",
        Besides,
    ),
    (
        "nobody|no one|noone|no body|none of them|لا أحد|لم يقم أحد|ولا أحد",
        Nobody,
    ),
    (
        "anyone|anybody|someone|somebody|any side|any party|any of the sides|which side|which party|which of the sides",
        Anyone,
    ),
    (
        "first|firstly|at first|first of all|earliest|the first|first time|for the first time|the first time|who was first|\
         أولا|أول|أولى|أول مرة|للمرة الأولى|لأول مرة|الأول|الأولى|أبكر|أسبق",
        InOrder(Order::First),
    ),
    (
        "last|latest|most recent|most recently|last time|the last time|for the last time|the latest|newest|آخر|آخر مرة|للمرة الأخيرة|\
         الأخير|الأخيرة|أحدث",
        InOrder(Order::Last),
    ),
    (
        "why|for what reason|what for|reason|reasons|motive|motives|لماذا|لم قصفت|سبب|أسباب|دافع|دوافع",
        Why,
    ),
    (
        "according to sources|according to the sources|sources say|sources said|the sources say|the sources said|do sources say|\
         do the sources say|did the sources say|المصادر|مصادر|بحسب المصادر|بحسب مصادر|وفق المصادر|وفق مصادر|حسب المصادر",
        Sources,
    ),
    (
        "fewer than|less than|more than|at least|at most|over|under|no more than|no fewer than|up to|exactly|أكثر من|أقل من|\
         ما لا يقل عن|على الأقل",
        Than,
    ),
    (
        "soldier|soldiers|serviceman|servicemen|جندي|جنود|جنديا|عسكري|عسكريون|عسكريين|عسكريا",
        Combatants(true),
    ),
    ("fighters|مقاتلة|مسلح|مسلحون|مسلحين|مسلحا", Combatants(false)),
    (
        "lost more fighters|lost most fighters|lost the most fighters|lost fighters|lose fighters|lost more soldiers|\
         lost the most soldiers|lost soldiers|lose soldiers|lost more men|lost the most men|lost men|lose men|lost more troops|\
         lost troops|lose more fighters|lose more men|lose more soldiers|lose the most fighters|lost the most troops",
        LostMen,
    ),
    ("girl|girls|فتيات|بنات", Counted("girls")),
    ("boy|boys|أولاد", Counted("boys")),
    ("man|men|رجال|رجل|رجلا", Counted("men")),
    (
        "agreement|agreements|agreed|agree|agrees|agreeing|deal|deals|pact|treaty|accord|accords|اتفاق|اتفاقات|اتفاقية|اتفاقيات|\
         اتفق|تفاهم|توافق|تفق",
        Kinds(&[&["agreement"]]),
    ),
    (
        "jet|jets|fighter jet|fighter jets|plane|planes|warplane|warplanes|aircraft|airplane|airplanes|air force|airforce|\
         air campaign|from the air|by air|air bombardment|aerial bombing|aerial bombardment|sortie|sorties|طيران|الطيران|\
         الطيران الحربي|طيران حربي|طائرة|طائرات|الطائرات الحربية|طائرات حربية|مقاتلات|سلاح الجو|أغار|غار|قصف جوي|غارات الطيران|\
         غارات الطيران الحربي|ضربات جوية|ضربة جوية",
        Kinds(&[&["air", "strike"], &["air", "raid"]]),
    ),
    (
        "pound|pounds|pounded|pounding",
        Kinds(&[&["air", "strike"], &["bomb"], &["shell"]]),
    ),
    (
        "mortar|mortars|هاون|مدفعية|المدفعية",
        Kinds(&[&["shell"], &["artillery"]]),
    ),
    (
        "conquer|conquers|conquered|occupy|occupies|occupied|gain|gains|gained|gain ground|gained ground|take control|took control|\
         take control of|took control of|seize control|seized control|seize control of|seized control of|change hands|\
         changed hands|changes hands|recover|recovered|استعاد|استرد|سيطر|انتزع|استولى|احتل|استعادة|تقدم",
        Kinds(&[&["capture"], &["territory"]]),
    ),
    (
        "enter|enters|entered|entering|move into|moved into|moves into|cross into|crossed into|enter into|دخل|دخول|يدخل|توغل|انتشر|\
         انتشار|نشر قوات",
        Kinds(&[&["troop"]]),
    ),
    ("patrolling|دورية|دوريات", Kinds(&[&["patrol"]])),
    (
        "أعلن وقف إطلاق النار|وقف النار|الهدنة",
        Kinds(&[&["agreement"], &["ceasefire"]]),
    ),
    ("هوجم|هاجم|يهاجم|اعتدى|اعتداء|استهدف|مهاجمة|استهداف", Violence),
    (
        "slain|perish|perished|lose their lives|lost their lives|loss of life|fatal|deadly|lethal|killings|murdered|murder|قتل|مقتولين|\
         وفاة|وفيات|توفي|مات|لقي حتفه|لقوا حتفهم",
        Measure("killed"),
    ),
    (
        "injure|injures|injuring|wound|wounds|wounding|hurt|hurts|hurting|جرح|أصيب|مصاب|مصابون|مصابين|إصابة|جرحى",
        Measure("injured"),
    ),
    (
        "homeless|uproot|uprooted|forced out|forced to flee|driven out|leave their homes|left their homes|نزح|هجر|تهجر|شرد|فر|\
         النازحون|النازحين|مهجر|مهجرون",
        Measure("displaced"),
    ),
    (
        "destroy|destroys|destroyed|destroying|destruction|دمر|تدمير|تدمر|مدمر|مدمرة|هدم",
        Word("destroy"),
    ),
    ("contact|contacts|اتصال|اتصالات|تواصل", Word("contact")),
    (
        "inhabitants|inhabitant|population|people live|live in|lives in|living in|lived in|residents of|سكان|يسكن|يعيش",
        Word("inhabitants"),
    ),
    ("rocket|rockets|صاروخ|صواريخ", Word("rocket")),
    (
        "مستشفى|مستشفيات|مشفى|مشافي|مشاف|المستشفيات|المشافي",
        Word("hospital"),
    ),
    (
        "drone|drones|مسيرة|مسيرات|طائرات مسيرة|طائرة مسيرة|درون",
        Word("drone"),
    ),
    ("مجزرة|مجازر|massacre|massacres", Word("massacre")),
    (
        "with damascus|and damascus agree|مع دمشق",
        Name("Syrian government"),
    ),
    (
        "with moscow|مع موسكو|kremlin|the kremlin|الكرملين",
        Name("Russia"),
    ),
    ("with ankara|مع أنقرة", Name("Turkey")),
    ("روسي|روسية|الروسي|الروسية|الروس|روس", Name("Russian")),
    ("تركي|تركية|التركي|التركية|الأتراك|أتراك", Name("Turkish")),
    (
        "kurd|kurds|كردي|كردية|الأكراد|أكراد|الكردي|الكردية",
        Name("Kurdish"),
    ),
    (
        "الحكومة|الحكومة السورية|النظام السوري|القوات السورية|الجيش السوري|قوات النظام السوري|القوات الحكومية|قوات الحكومة",
        Name("regime"),
    ),
    // What events have by its name, or not at all.
    (
        "sarin|chlorine|phosphorus|napalm|mustard|nerve agent|cluster|thermobaric|vacuum bomb|missile|missiles|tank|tanks|convoy|\
         convoys|mosque|mosques|church|churches|school|schools|market|markets|bakery|bakeries|bridge|bridges|clinic|clinics|\
         ambulance|ambulances|prison|prisons|hospital|hospitals|camp|camps|plant|plants|house|houses|home|homes|tower|farm|farms|\
         factory|factories|university|museum|cemetery|dam|airfield|mine|mines|tunnel|tunnels|ied|suicide|car bomb|sniper|snipers|\
         journalist|journalists|doctor|doctors|nurse|nurses|teacher|teachers|prisoner|prisoners|hostage|hostages|refugee|paramedic|\
         paramedics|nuclear|israel|israeli|hezbollah|isis|daesh|isil|qaeda|confirmed|confirm|verified|proven|سارين|كلور|فوسفور|نابالم|\
         عنقودي|عنقودية|مسجد|مساجد|جامع|كنيسة|كنائس|مدرسة|مدارس|سوق|أسواق|مخبز|أفران|جسر|جسور|صحفي|صحفيون|صحفيين|طبيب|أطباء|\
         رهائن|أسرى|أسير|إسرائيل|إسرائيلي|إسرائيلية|داعش|حزب الله|القاعدة|دبابة|دبابات",
        Thing,
    ),
    ("قبل ذلك|بعد ذلك|فيما بعد", Unheeded),
    (
        "أيهما|أيهم|أيها|أي منهما|أي منهم|أيتها|أية|ماهي|ماهو|الذين|اللذين|اللتين|اللتان|اللواتي|هؤلاء|أولئك|صحيح|هل صحيح أن|حقا|فعلا|\
         هدف|اسم|أسماء|وجود|وجد|يوجد|توجد|لها|له|لهم|بها|به|فيهم|أنه|أنها|إنه|إنها|بأن|يكون|تكون|مرات|المرات|كم مرة|كم عدد|عملية|\
         عمليات|أيضا|عندما|حين|حينما|لكن|كما|ثم|نحو|بعض|كل|جميع|ضمن|عبر|تمت|يتم|وقع|توقيع|أنشئ|إنشاء|أقيم|تأسس|طلب|طالب|مطالب|\
         سقط على|سقطت على|نفذ|تنفيذ|مسؤول|المسؤول|مسؤولية|المسؤولية|المسؤول عن|المسؤولة عن|رصد|شوهد|تحديدا|سوريا كلها|بلد|دولة|شيء|\
         شيئا|أي شيء|كلها|الحربي|حربي|حربية|الحربية|جوي|جوية|ظهر|قوة|قوات|بلا|عند|لدى|قرب|داخل|خارج|باتجاه|موقع|استخدام|تاريخيا|\
         لسان|على لسان|جانب|هنالك|اتهم|اتهمت|أوقع|أوقعت|أدى|أدت|أسفر|أسفرت|خلف|خلفت|جديد|جديدة|أكان|أكانت|يا ترى",
        Nothing,
    ),
];
