"""How English blames, boasts and refuses: regular expressions by kind of speech act.

Owns the phrases; they are searched in lower-case text with plain apostrophes and single spaces.
"""

from returns_desk.adapters.policies.check_speech import CLAUSE, SENTENCE_END, SpeechAct

CONDITION = r"\b(?:if(?! only)|whether|unless|in case|where)\b|^(?:only |also )?when\b"
"""What makes a sentence speak of a case that may be, and accuse nobody."""

_THEY = r"(?:you|(?:the|this|our) (?:customer|buyer|purchaser|client))"
_HARMED = (
    r"(?:damaged|broken?(?! in\b)|ruined|scratched|spoil(?:ed|t)|misused|mishandled|destroyed"
    r"|dropped(?! (?:\w+ )?off)|lost|tore|torn|cracked|smashed|mislaid|wasted|abused|washed"
    r"|threw|thrown|ignored|forgot(?:ten)?|failed|neglected|omitted|missed|overlooked|caused)"
)
_OWN = r"(?:fault|mistake|error|negligence|carelessness|doing|misuse|mishandling)"
_RULES = r"(?:rules?|polic(?:y|ies)|regulations?|guidelines?|terms|conditions|procedures?)"
_USUALLY = r"(?:normally|usually|ordinarily|typically|generally|otherwise|as a rule|by rights)"
_BEFORE = (
    r"(?:before (?:you |the |your )?(?:buy|bought|buying|purchas\w+|pay|paying|order\w*|open\w*)"
    r"|when (?:you buy|buying)|first\b|carefully|properly|beforehand|in advance|next time)"
)
_LATER = r"(?:(?:the )?next time|another time|in (?:the )?future|from now on|going forward)"

PHRASES = {
    SpeechAct.BLAME: (
        r"you (?:\w+ )?(?:should|ought to|could|might) (?:\w+ )?have\b",
        r"you (?:should|could|ought)(?:n't)?(?:'ve| have| to've)\b",
        rf"(?<!that )(?<!what )(?<!which )(?<!as ){_THEY}(?:'ve)? (?:\w+ ){{0,2}}?{_HARMED}\b",
        (
            r"(?:clear|clearly|obvious|evident|sure|think|believe|fact|seems?|plain) that "
            rf"{_THEY} (?:\w+ ){{0,2}}?{_HARMED}\b"
        ),
        rf"{_THEY} (?:refused|did not|didn't|have not|haven't|has not|hasn't) \w+",
        rf"{_HARMED} (?:it |this )?by (?:you|yourself|your own)\b",
        (
            rf"{_THEY}(?:'ve)? (?:\w+ ){{0,2}}?(?:careless|negligent|reckless|clumsy|sloppy"
            rf"|at fault)\b"
        ),
        r"careless(?:ly|ness)?\b",
        rf"{_THEY} (?:were|was|are|came|is) (?:\w+ )?(?:too late|to blame|not careful|responsible)",
        r"you brought (?:it )?back too late",
        rf"(?:your|the customer's|the buyer's) (?:own |fault and your )?{_OWN}\b",
        rf"(?<!our )own {_OWN}\b|user error",
        r"(?:is|was|that's|it's) (?:entirely |only )?your (?:own )?(?:problem|responsibility)\b",
        rf"(?:not|n't|never) (?:really )?our (?:{_OWN}|problem|responsibility|concern)\b",
        r"we (?:are not|aren't|cannot be|can't be) (?:\w+ )?(?:to blame|responsible|blamed|liable)",
        r"(?:it is|it's) (?:up to|on) you to\b",
        r"you (?:only )?have (?:only )?yourself to blame",
        r"because you (?:lost|used|opened|damaged|waited|came)\b",
    ),
    SpeechAct.LECTURE: (
        (
            rf"{_LATER},? (?:please |kindly |just |you |do |better )*"
            r"(?:keep|bring|read|check|be|ask|think|remember|make|take|hold|come|mind|save|look|try"
            r"|choose|measure|don't|not|should|must|need|ought|pay|handle|pack|store)\b"
        ),
        (
            r"(?:keep|bring|read|check|be|ask|think|remember|make sure|hold|save|look|measure)\b"
            rf"{CLAUSE}{{1,40}} {_LATER}"
        ),
        rf"read\b{CLAUSE}{{1,40}}\b{_BEFORE}",
        (
            rf"(?<!we )(?<!can )(?<!may )(?<!to )(?:check|think|look|ask|compare|consider"
            rf"|measure)\b"
            rf"{CLAUSE}{{0,40}} before (?:you |the )?(?:buy|purchas|order)\w*"
        ),
        r"be (?:a (?:little|bit) )?more (?:careful|attentive|cautious)",
        r"(?:take|with) (?:more|better|a little more) care\b",
        r"always (?:read|keep|check|bring)\b",
        r"(?:let|may) (?:this|that|it) be a lesson|you must (?:learn|understand)",
        r"(?:customers|buyers) are (?:expected|supposed) to",
    ),
    SpeechAct.TOLD_SO: (
        (
            rf"{_THEY} (?:were|was|have been|had been|'ve been|has been) "
            r"(?:\w+ )?(?:told|warned|informed|advised|reminded|notified)\b"
        ),
        (
            r"(?:we|i|they|staff|cashier|colleague)(?:'ve|'d)? (?:\w+ )?"
            r"(?:told|warned|informed|advised|reminded) (?:you|the customer)\b"
        ),
        (
            r"as (?:we|i|already|previously)(?:'ve)? (?:\w+ )?"
            r"(?:said|told|explained|mentioned|warned|stated|pointed)\b"
        ),
        (
            r"(?:clearly|plainly) (?:\w+ )?(?:stated?s?|written|printed|marked|posted|said"
            r"|says|shown)\b"
        ),
        rf"you (?:\w+ )?(?:agreed to|accepted|signed) (?:\w+ )?{_RULES}",
        r"you (?:\w+ )?(?:knew|were (?:well |fully )?aware)\b",
        r"told you so",
    ),
    SpeechAct.FAVOUR: (
        r"as (?:a|an) (?:\w+ )?(?:courtesy|favou?r|exception|gesture)\b",
        r"(?:exceptionally|generously|graciously|out of (?:kindness|courtesy|goodwill))\b",
        r"(?:as a one-time|just this once|only (?:for )?this once|this one time|for once)\b",
        r"(?:a|one|this|one-time|one-off|our) (?:\w+ )?courtesy\b(?! (?:car|bag|phone|call))",
        r"(?:one-time|one-off|big|huge|special|rare) (?:favou?r|exception|kindness|concession)\b",
        r"(?:an|one|special|this) exception (?:for|in your)\b",
        r"(?:make|makes|making|made|grant|granted|granting) (?:\w+ ){1,2}exception",
        r"do(?:ing|ne)? you a (?:\w+ )?favou?r",
        (
            r"we (?:\w+ )?(?:don't|do not|didn't|did not) (?:\w+ )?have to"
            r"(?! (?:ask|see|wait|know|look|check|open))"
        ),
        (
            r"(?:we (?:are|were)|we're|shop is|store is) (?:not|under no) (?:\w+ )?"
            r"(?:obliged|obligated|required|bound|obligation)"
        ),
        (
            r"(?:we (?:are|were)|we're) (?:so |very |being |really |just being )?(?:kind"
            r"|generous|nice)\b"
        ),
        r"our (?:generosity|kindness|goodwill)",
        r"(?:go|goes|gone|going|went) (?:far |well )?out of (?:our|my|its) way",
        r"(?:go|goes|gone|going|went) the extra mile",
        r"(?:bend|bent|bending|stretch\w*) the rules|turn(?:ed|ing)? a blind eye",
        r"(?:let|letting) (?:you off|it slide|it pass|this slide|this pass)",
        r"(?:most|other|few) (?:other )?(?:shops|stores|sellers) (?:would|do|don't|will|won't)",
        r"nobody else would|more than (?:we|the law) (?:have|has|need) to|from our own pocket",
        r"only (?:because it's|for) you\b",
    ),
    SpeechAct.LUCK: (
        (
            rf"{_THEY}(?:'re| are| is| were| was| got| have been| should feel)? (?:\w+ )?"
            r"(?:lucky|fortunate|in luck)\b"
        ),
        r"(?:consider|count|call) yourself (?:\w+ )?(?:lucky|fortunate)\b",
        r"lucky (?:you|for|that|this time|today|day|break|escape)\b|your luck\b|luckily",
        r"fortunately for you|thank your (?:lucky )?stars|got off lightly",
        (
            r"(?:^|you (?:should|can|could|might|ought to|must) |just |please |so |and )"
            r"be (?:glad|grateful|thankful|happy|pleased)\b"
        ),
        (
            rf"{_USUALLY}\b{CLAUSE}{{0,50}}?\b(?:charge|keep|deduct|refuse|decline|require|demand|"
            r"would|wouldn't|withh\w+|(?:a|the|\w+) fees?\b|pay (?:for|extra))"
        ),
        rf"(?:would|we'd|you'd|i'd) (?:have )?{_USUALLY}\b",
        (
            rf"{_USUALLY}\b{CLAUSE}{{0,20}}?(?:not|n't|never|no) "
            r"(?:\w+ )?(?:take|accept|do|give|refund|allow|exchange|returns?|refunds?|offer|done)\b"
        ),
        r"(?:not|n't) (?:our |the )?(?:usual|normal|standard|normally|usually)\b",
        r"(?:usual|normal|standard) practice (?:is|would)|we never do (?:this|that)",
        r"(?:other|most) customers (?:have to|must|do|don't|pay|would)\b",
    ),
    SpeechAct.HIDING: (
        (
            rf"(?:our|the|shop|house|store|company|corporate|these|those) (?:\w+ )?{_RULES} "
            r"(?:\w+ )?(?:(?:do(?:es)? not|don't|doesn't|won't|will not|cannot|can't) (?:\w+ )?"
            r"(?:allow|permit|let|cover|accept|include|provide|give|make|support|entitle)|"
            r"forbids?|prohibits?|prevents?|requires?|says?|demands?|dictates?|is no|are no"
            r"|(?:is|are) (?:clear|strict))\b"
        ),
        rf"(?:company|corporate|store|head office) {_RULES}\b",
        rf"against (?:our |the )?(?:\w+ )?{_RULES}",
        rf"{_RULES} (?:are|is) (?:the )?(?:rules?|policy|same for)\b",
        rf"same (?:{_RULES} )?(?:appl\w+ (?:to|for)|for|goes for) (?:everybody|everyone|all)",
        rf"{_RULES} (?:do not|don't|does not|doesn't) (?:allow|permit|let)",
        (
            r"(?:that|this|it)(?:'s| is) (?:\w+ )?(?:our|the|shop|house) "
            rf"(?:\w+ )?{_RULES}{SENTENCE_END}"
        ),
        rf"(?:we|i) (?:just |only |must |have to )+(?:follow|apply|obey) (?:\w+ )?{_RULES}",
        r"(?:my|our) hands are tied|out of (?:our|my) hands|not (?:up to|for) (?:us|me)\b",
        r"(?:don't|do not|didn't) make the rules|(?:just|only) work here|not my decision",
        r"the (?:system|computer|till|software) (?:won't|will not|doesn't|does not|says)",
        (
            r"(?:my|our) (?:boss|manager|head office) (?:won't|will not|doesn't"
            r"|does not) (?:let|allow)"
        ),
        rf"(?:per|due to|according to|because of) (?:our |the )?(?:company )?{_RULES}",
    ),
    SpeechAct.REGRET: (
        r"(?:unfortunately|regrettably|sadly)\b",
        r"we regret",
        r"(?:we are|we're|i'm|i am) (?:afraid|unable)",
        r"(?:sorry|afraid),? (?:but|no|we)",
    ),
    SpeechAct.DEAD_END: (
        r"^(?:no|never) (?:refunds?|returns?|exchanges?|money back)[.!]*$",
        r"^no (?:refunds?|returns?|exchanges?),? (?:or|and|no) (?:refunds?|returns?|exchanges?)",
        r"^no (?:refunds?|returns?|exchanges?) (?:at all|whatsoever|ever|of any kind)",
        r"under no circumstances|no exceptions\b|no means no|not negotiable|non-negotiable",
        r"(?:all sales|sales) are final[.!]*$",
        r"^not (?:possible|allowed|permitted)[.!]*$",
        r"(?:nothing|not anything|not much) (?:more )?(?:we can|can be|i can|to be) do(?:ne)?",
        (
            r"(?:that's|that is|it's|it is) (?:\w+ )?(?:how|the way) "
            r"(?:it is|it's|things are|it goes|it works|this works|we do)\b"
        ),
        r"(?:that|this)(?:'s| is) (?:just|simply) (?:how|the way|what|life)\b",
        r"(?:it|that) is what it is|(?:that's|that is) (?:that|final|life|all there is)\b",
        r"(?:decision|answer|word) is final|tough luck|too bad|bad luck|hard luck|like it or not",
        r"end of (?:story|discussion)|take it or leave it|no point in (?:arguing|asking)",
    ),
    SpeechAct.DOUBT: (
        r"you (?:claim|allege|pretend)\b",
        r"(?:allegedly|so-called|supposedly)\b",
        r"(?:customer|you) (?:is|are) lying",
    ),
}

WELL_SAID = {
    SpeechAct.BLAME: "Opens with the receipt",
    SpeechAct.LECTURE: "A bank statement will do as proof",
    SpeechAct.TOLD_SO: "Money back for 30 days",
    SpeechAct.FAVOUR: "Money back within 90 days",
    SpeechAct.LUCK: "The same again within 90 days",
    SpeechAct.HIDING: "Money back within 30 days",
    SpeechAct.REGRET: "Store credit is open at any time",
    SpeechAct.DEAD_END: "Opens when the goods are in stock",
    SpeechAct.DOUBT: "Opens with a bank statement",
}
"""A sentence that serves where such an act is refused."""
