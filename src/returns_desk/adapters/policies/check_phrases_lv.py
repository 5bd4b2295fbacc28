"""How Latvian blames, boasts and refuses: regular expressions by kind of speech act.

Owns the phrases; they are searched in lower-case text with plain apostrophes and single spaces.
"""

from returns_desk.adapters.policies.check_speech import CLAUSE, SENTENCE_END, SpeechAct

CONDITION = r"\b(?:ja|vai|kad|kur)\b"
"""What makes a sentence speak of a case that may be, and accuse nobody."""

_THEY = r"(?:jūs|tu|klients|kliente|pircējs|pircēja|pats|pati|paši)"
_HARMED = (
    r"(?:(?:salauz|sabojāj|saplēs|saskrāpēj|nomet|pazaudēj|nozaudēj|izmet|aizmirs|nokavēj"
    r"|sasmērēj|sadauzīj|sasit|pārkāp|iznīcināj|izraisīj|kļūdīj|ignorēj|nolauz|pārlauz|sašķaidīj)"
    r"(?:āt|āties|a|i|is|usi|uši|ies|usies|ušies))\b"
)
_GUILT = r"(?:vaina|vainas|kļūda|kļūdas|nolaidība|nolaidības|neuzmanība|neuzmanības|nevīžība)\b"
_OWNER = r"(?:uzņēmuma|veikala|firmas|mūsu|iekšējie|iekšējā|kompānijas)"
_RULES = r"(?:politik|noteikum|kārtīb|instrukcij|procedūr|princip)\w+"
_LATER = (
    r"(?:nākamreiz|nākošreiz|nākam(?:ajā|o) reiz[ei]|citreiz|citu reizi|turpmāk|nākotnē"
    r"|uz priekšu)"
)
_DO = (
    r"(?:(?:pa|sa)?glabājiet|saglabājiet|(?:iz)?lasiet|pārbaudiet|esiet|(?:at|pa)?nesiet|paņemiet"
    r"|(?:ap|pa)?domājiet|(?:ap)?skatieties|apskatiet|izmēriet|izvēlieties|jautājiet|pajautājiet"
    r"|neaizmirstiet|ņemiet|pielaikojiet|izmēģiniet|pārliecinieties|iepazīstieties|uzmaniet"
    r"|sargājiet|rīkojieties|salīdziniet|nemetiet|neizmetiet|vajadzētu|vajag|"
    r"(?:jums )?jā(?:saglabā|glabā|izlasa|lasa|pārbauda|atnes|domā|apdomā|skatās|uzmanās|jautā"
    r"|paņem|ņem|iepazīstas|rīkojas|būt))"
)
_BEFORE = (
    r"(?:pirms (?:\w+ )?(?:pirkuma|pirkšanas|pirkt|pērkat|pērciet|pirkāt|iegādes|iegādāties"
    r"|iegādājaties|iegādājāties|pasūtīšanas|pasūtījuma|maksāšanas|atvēršanas)|pērkot"
    r"|uzmanīgi|rūpīgi|kārtīgi|vērīgi)"
)
_THEN = rf"(?:{_LATER}|{_BEFORE})"
_USUALLY = r"(?:parasti|normāli|citādi|citkārt|parast(?:os apstākļos|ā gadījumā)|vispār)"
_SAID = (
    r"(?:teica|teikts|teicām|sacīja|sacīts|stāstīja|stāstīts|paskaidroja|paskaidrots"
    r"|paskaidrojām|pateica|pateikts|pateicām|minējām|minēts)\b"
)
_WARNED = r"(?:brīdināj(?:a|ām)|brīdinā(?:ts|ta|ti)|informēj(?:a|ām)|informē(?:ts|ta|ti))\b"

PHRASES = {
    SpeechAct.BLAME: (
        (
            r"(?:jums|tev|klientam|pircējam) (?:\w+ ){0,2}?"
            r"(?:vajadzēja|bija jā\w+|būtu (?:vajadzējis|bijis|jā\w+))"
        ),
        r"(?:čeku|kasti|iepakojumu|birku|noteikumus) (?:\w+ )?(?:vajadzēja|bija jā\w+)\b",
        r"vajadzēja (?:\w+ ){0,2}?(?:saglabāt|paturēt|izlasīt|pārbaudīt|atnest|padomāt|būt)\b",
        r"bija jā(?:saglabā|glabā|izlasa|lasa|pārbauda|atnes|domā|skatās|uzmanās|jautā|paņem)\w*",
        rf"{_THEY} (?:\w+ ){{0,3}}?{_HARMED}",
        rf"(?:esat|esi) (?:\w+ ){{0,2}}?{_HARMED}",
        r"(?:aizmirsāt|nokavējāt|salauzāt|sabojājāt|pazaudējāt|nometāt|saplēsāt)\b",
        rf"(?:jūsu|tava|pircēja|klienta) (?:paša |pašas |pašu )?{_GUILT}",
        rf"(?<!mūsu )(?:paša|pašas|pašu) {_GUILT}",
        r"(?:tā ir |ir )?jūsu (?:paša |pašas |pašu )?(?:problēma|darīšana|atbildība)\b",
        r"(?:jums|tev) (?:pašam|pašai|pašiem) jāvaino|vainojiet sevi|(?:pats|pati|paši) vainīg\w+",
        (
            r"(?:esat|bijāt|esi|biji|jūs|klients) (?:\w+ ){0,2}?"
            r"(?:vainīg|nevīžīg|pavirš|nolaidīg|nerūpīg)\w*"
        ),
        r"neuzmanīg\w+|pavirši\b|nevīžīgi\b",
        r"jūs (?:\w+ ){0,2}?ne(?!zināt)\w+āt(?:ies)?\b",
        r"(?!ne(?:sa)?bojāt)ne\w+(?:ējāt|ājāt|ījāt)\b",
        r"(?:jūs )?neesat (?:\w+ ){0,2}?\w+(?:jis|jusi|juši|sis|susi|suši)\b",
        r"(?:nav|nebija) mūsu (?:\w+ )?(?:vaina|kļūda|problēma|rūpe|darīšana|atbildība)",
        r"mēs (?:\w+ ){0,2}?(?:neesam (?:\w+ )?(?:vainīgi|atbildīgi)|neatbildam|neuzņemamies)",
        r"(?:atnācāt|atnesāt|ieradāties|vērsāties) (?:\w+ )?(?:pārāk|par) vēlu",
    ),
    SpeechAct.LECTURE: (
        rf"{_THEN}\b{CLAUSE}{{0,40}}?\b{_DO}\b",
        rf"{_DO}\b{CLAUSE}{{1,50}}\b{_THEN}",
        r"esiet (?:\w+ )?(?:uzmanīgāk|rūpīgāk|vērīgāk|piesardzīgāk)\w*",
        r"būs (?:\w+ )?mācība|(?:pircēja|klienta|jūsu) pienākums",
    ),
    SpeechAct.TOLD_SO: (
        rf"(?:jums|tev|klientam|pircējam) (?:\w+ ){{0,3}}?{_SAID}",
        rf"(?:jūs|tevi|klientu) (?:\w+ ){{0,3}}?{_WARNED}",
        rf"kā (?:\w+ ){{0,2}}?(?:{_SAID}|{_WARNED})",
        rf"mēs (?:\w+ ){{0,2}}?(?:{_SAID}|{_WARNED})",
        r"jūs (?:\w+ )?(?:zinājāt|piekritāt|parakstījāt)\b",
        r"skaidri (?:\w+ )?(?:rakstīts|uzrakstīts|teikts|norādīts|redzams)",
    ),
    SpeechAct.FAVOUR: (
        r"(?:pretimnākšanas|izņēmuma|labas gribas) kārtā\b|pretimnākoš\w+",
        r"kā (?:\w+ )?izņēmum\w*|izņēmum\w+ (?:\w+ )?(?:jums|jūsu)\b|jums (?:\w+ )?izņēmum\w+",
        (
            r"(?:darām|izdarām|darīsim|izdarīsim|darījām|izdarījām|taisām|pieļaujam|pieļāvām|izdaru"
            r"|daru|izdarīju) (?:\w+ ){0,2}?izņēmumu"
        ),
        r"izņēmumu (?:\w+ )?(?:darām|izdarām|izdarīsim|izdarījām|pieļaujam)\b",
        r"(?:nākam|nācām|nāksim|nāku|nācu) (?:\w+ ){0,2}?pret(?:ī|im)\b",
        r"(?:darām|izdarām) (?:jums )?(?:labu|pakalpojumu)",
        r"lab(?:as gribas|ās gribas|ā griba)\b|aiz laipnības\b|dāsn\w+|augstsird\w+",
        r"laipni (?:atļau|pieņem|atmaks|atdod|piekrīt|piekrit)\w+",
        r"mums (?:\w+ )?(?:nav|nebija) (?:\w+ )?pienākum\w+",
        r"mēs (?:\w+ )?neesam (?:\w+ )?(?:spiesti|parādā)|mums nebūtu jā\w+",
        r"mums (?:\w+ )?nav (?:\w+ )?jā(?!redz|zina|jautā|prasa|gaida|vēr|pārbauda)\w+",
        r"(?:tikai|vienīgi) (?:šoreiz|šo reizi|jums|jūsu dēļ)\b",
        r"šoreiz (?:\w+ ){0,2}?(?:pieņem|atdo|atļau|piever|pielaid|nāk|izdar|piedo)\w+",
        r"piev(?:eram|ērām) acis|(?:citi|citos|vairums) veikal\w+ (?:\w+ )?(?:tā|to|tas|ne\w+)\b",
        r"vairāk,? nekā (?:mums )?(?:jā\w+|pienākas|prasa likums)|(?:papūlējāmies|pūlējāmies)\b",
        r"vienreizēj\w+ (?:laipn|žest|pretimn)\w*",
    ),
    SpeechAct.LUCK: (
        (
            r"(?:jums|tev|klientam) (?:\w+ ){0,2}?"
            r"(?:paveicās|paveicies|laimējās|laimējies|veicas|noveicās)\b"
        ),
        r"(?:paveicās|laimējās) (?:jums|tev)\b",
        r"(?:jums|tev) (?:\w+ )?ir laime\b|jūsu laime\b|laimīgā diena\b|laimes diena\b",
        r"esiet (?:\w+ )?(?:pateicīg|priecīg|laimīg)\w+|priecājieties\b",
        r"esat (?:\w+ )?(?:laimīg|veiksmin)\w+|laimes bērns",
        (
            rf"{_USUALLY}\b{CLAUSE}{{0,40}}?\b(?:prasām|prasītu|prasa|iekasē\w+|ietur\w+|atvelk\w*"
            r"|atskait\w+|atsak(?:ām|āmies)|jāmaksā|jāpiemaksā|komisij\w+"
            r"|ņemam (?:\w+ )?(?:maksu|naudu)"
            r"|ne(?:dar|pieņem|atmaks|atdod|atļau|main|apmain|atgriež|dodam|ņemam)\w*)"
        ),
        r"nemēdzam\b|(?:nav|neatbilst) mūsu (?:\w+ )?(?:prakse|praksei|paradums)",
        r"citi(?:em)? klienti(?:em)? (?:\w+ )?(?:maksā|jāmaksā)",
    ),
    SpeechAct.HIDING: (
        (
            rf"{_OWNER} (?:\w+ ){{0,2}}?{_RULES} (?:\w+ )?"
            r"(?:ne\w+|aizliedz|liedz|nosaka|prasa|paredz|pieprasa)\b"
        ),
        rf"{_OWNER} (?:\w+ )?{_RULES} ir (?:\w+ )?(?:tād|skaidr|string|visiem|vienād)\w*",
        rf"(?:tād[aiu]|tas|tā|šī|šie|šāda) ir (?:\w+ ){{0,3}}?{_RULES}(?:{SENTENCE_END}| un\b)",
        rf"{_RULES} (?:\w+ )?(?:neatļauj|neļauj|aizliedz|liedz|nepieļauj)\b",
        rf"{_RULES} (?:\w+ )?visiem (?:\w+ )?(?:vienād|tād)\w+|{_RULES} ir (?:vienād\w+ )visiem",
        r"uzņēmuma politik\w+",
        rf"saskaņā ar {_OWNER} (?:\w+ )?{_RULES}|pēc {_OWNER} (?:\w+ )?{_RULES}",
        r"noteikumi ir noteikumi|kārtība ir kārtība",
        r"(?:sistēma|dators|kase|programma) (?:\w+ ){0,2}?(?:neļauj|neatļauj|nelaiž)",
        r"rokas (?:\w+ )?(?:ir )?sa(?:ist|si)ētas|rokas (?:\w+ )?ir (?:saistītas|sasietas)",
        r"es (?:\w+ )?(?:tikai|tik) (?:\w+ )?strādāju|ne(?:es|mēs) (?:to )?(?:izdomāj|lemj)\w*",
        (
            r"(?:vadība|priekšnieks|vadītājs|birojs) (?:\w+ )?(?:neļauj|neatļauj)|ne (?:es"
            r"|mēs) lemj\w+"
        ),
    ),
    SpeechAct.REGRET: (
        r"(?:diemžēl|ar nožēlu|mums ļoti žēl|nožēlojam)\b",
        r"atvainojiet, bet\b",
    ),
    SpeechAct.DEAD_END: (
        r"^(?:naud\w+ |prec\w+ )?(?:neatmaksājam|neatdodam)(?: nekādā gadījumā)?[.!]*$",
        r"^(?:naud\w+ |prec\w+ )?(?:netiek atmaksāta)(?: nekādā gadījumā)?[.!]*$",
        r"^(?:naud\w+ |prec\w+ )?atpakaļ (?:nepieņem|nepieņemam|nedodam|neatdodam)[.!]*$",
        r"nekādā gadījumā\b|^nav iespējams[.!]*$|bez izņēmumiem\b",
        r"(?:neko|nekā) (?:\w+ )?(?:nevar|nevaram|nevaru) (?:\w+ )?(?:darīt|līdzēt|mainīt)",
        (
            r"(?:darīt|mainīt|līdzēt) (?:neko|nekā) (?:\w+ )?nevar\w*|nevar(?:am"
            r"|u)? (?:jums )?palīdzēt"
        ),
        (
            rf"tā (?:nu |vienkārši |jau )*(?:tas|lietas|viss)(?: \w+)? (?:ir"
            rf"|notiek)(?:{SENTENCE_END}"
            r"| un\b)|tā (?:vienkārši|nu) ir\b"
        ),
        r"lēmums ir galīgs|un (?:viss|punkts)[.!]*$|nav jēgas|nav (?:par )?ko (?:runāt|strīdēties)",
    ),
    SpeechAct.DOUBT: (
        r"(?:it kā|šķietami|jūs apgalvojat|tā sauktais)\b",
        r"tā saucam\w+",
    ),
}

WELL_SAID = {
    SpeechAct.BLAME: "Iespējams ar čeku",
    SpeechAct.LECTURE: "Kā pierādījums der bankas konta izraksts",
    SpeechAct.TOLD_SO: "Nauda atpakaļ 30 dienu laikā",
    SpeechAct.FAVOUR: "Nauda atpakaļ 90 dienu laikā",
    SpeechAct.LUCK: "Tāda pati prece 90 dienu laikā",
    SpeechAct.HIDING: "Nauda atpakaļ 30 dienu laikā",
    SpeechAct.REGRET: "Veikala kredīts jebkurā laikā",
    SpeechAct.DEAD_END: "Iespējams, kad tāda pati prece ir noliktavā",
    SpeechAct.DOUBT: "Iespējams ar bankas konta izrakstu",
}
"""A sentence that serves where such an act is refused."""
