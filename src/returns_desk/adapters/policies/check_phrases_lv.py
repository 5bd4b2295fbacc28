"""How Latvian blames, boasts and refuses: regular expressions by kind of speech act.

Owns the phrases; they are searched in lower-case text with plain apostrophes and single spaces.
"""

from returns_desk.adapters.policies.check_speech import SpeechAct

PHRASES = {
    SpeechAct.BLAME: (
        r"(?:jums|tev) (?:\w+ )?(?:vajadzēja|bija jā\w+|būtu (?:vajadzējis|bijis)\b)",
        r"(?:jūsu|tava|pircēja|klienta) (?:paša |pašu |pašas )?(?:vaina|kļūda)\w*",
        r"(?:jūsu|tava|pircēja|klienta) (?:paša |pašu |pašas )?(?:nolaidība)\w*",
        r"(?:jūsu|tava|pircēja|klienta) (?:paša |pašu |pašas )?(?:neuzmanība|problēma)\w*",
        r"jūs (?:ne\w+jāt|aizmirsāt|nokavējāt|sabojājāt)\b",
        r"jūs (?:pazaudējāt|esat vainīg\w+|pats|paši)\b",
        r"aizmirsāt\b",
        r"nokavējāt\b",
    ),
    SpeechAct.FAVOUR: (
        r"pretimnākšanas kārtā\b",
        r"izņēmuma kārtā\b",
        r"izņēmum\w+ (?:jums|jūsu)\b",
        r"(?:nākam|nācām) (?:jums )?pretī\b",
        r"darām jums (?:labu|pakalpojumu)",
        r"labas gribas\b",
        r"aiz laipnības\b",
        r"dāsn\w+",
        r"(?:mums nav pienākuma|mēs neesam spiesti|mums nebūtu jā\w+|mums nav jā\w+)",
    ),
    SpeechAct.LUCK: (
        r"(?:jums|tev) (?:\w+ )?(?:paveicās|paveicies|laimējās|laimējies)\b",
        r"(?:paveicās|laimējās) (?:jums|tev)\b",
        r"esiet (?:pateicīg|priecīg)\w+",
        r"jūsu laimīgā diena\b",
        r"^parasti\b",
        r"parasti (?:mēs|par|ņemam|prasām|iekasējam)\b",
        r"mēs parasti\b",
    ),
    SpeechAct.HIDING: (
        r"(?:uzņēmuma|veikala) (?:\w+ )?(?:politik)\w+ (?:ne\w+|aizliedz|nosaka)\b",
        r"(?:uzņēmuma|veikala) (?:\w+ )?(?:noteikum|kārtīb)\w+ (?:ne\w+|aizliedz|nosaka)\b",
        r"(?:firmas|mūsu) (?:\w+ )?(?:politik)\w+ (?:ne\w+|aizliedz|nosaka)\b",
        r"(?:firmas|mūsu) (?:\w+ )?(?:noteikum|kārtīb)\w+ (?:ne\w+|aizliedz|nosaka)\b",
        r"(?:uzņēmuma|veikala) (?:\w+ )?(?:politik|noteikum|kārtīb)\w+ (?:prasa|paredz|ir)\b",
        r"(?:firmas|mūsu) (?:\w+ )?(?:politik|noteikum|kārtīb)\w+ (?:prasa|paredz|ir)\b",
        r"uzņēmuma politik\w+",
        r"noteikumi ir noteikumi",
        r"sistēma neļauj",
    ),
    SpeechAct.REGRET: (
        r"diemžēl\b",
        r"ar nožēlu\b",
        r"mums ļoti žēl\b",
        r"nožēlojam\b",
        r"atvainojiet, bet\b",
    ),
    SpeechAct.DEAD_END: (
        r"^(?:naud\w+ |prec\w+ )?(?:neatmaksājam|neatdodam)(?: nekādā gadījumā)?[.!]*$",
        r"^(?:naud\w+ |prec\w+ )?(?:netiek atmaksāta)(?: nekādā gadījumā)?[.!]*$",
        r"^(?:naud\w+ |prec\w+ )?atpakaļ (?:nepieņem|nepieņemam|nedodam|neatdodam)[.!]*$",
        r"nekādā gadījumā\b",
        r"^nav iespējams[.!]*$",
        r"bez izņēmumiem\b",
        r"neko (?:nevar|nevaram) (?:darīt|līdzēt)",
    ),
    SpeechAct.DOUBT: (
        r"it kā\b",
        r"šķietami\b",
        r"jūs apgalvojat\b",
        r"tā sauktais\b",
        r"tā saucam\w+",
    ),
}

WELL_SAID = {
    SpeechAct.BLAME: "Iespējams ar čeku",
    SpeechAct.FAVOUR: "Nauda atpakaļ 90 dienu laikā",
    SpeechAct.LUCK: "Tāda pati prece 90 dienu laikā",
    SpeechAct.HIDING: "Nauda atpakaļ 30 dienu laikā",
    SpeechAct.REGRET: "Veikala kredīts jebkurā laikā",
    SpeechAct.DEAD_END: "Iespējams, kad tāda pati prece ir noliktavā",
    SpeechAct.DOUBT: "Iespējams ar bankas konta izrakstu",
}
"""A sentence that serves where such an act is refused."""
