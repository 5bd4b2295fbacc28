"""How English blames, boasts and refuses: regular expressions by kind of speech act.

Owns the phrases; they are searched in lower-case text with plain apostrophes and single spaces.
"""

from returns_desk.adapters.policies.check_speech import SpeechAct

PHRASES = {
    SpeechAct.BLAME: (
        r"you (?:really |simply )?(?:should|ought to|could|might) (?:not )?have\b",
        r"you (?:should|could)(?:n't)?(?:'ve| have)\b",
        r"(?<!if )(?:you|the customer) (?:failed|forgot|neglected|omitted|refused|broke)\b",
        r"(?<!if )you (?:did not|didn't|have not|haven't) \w+",
        r"your (?:own )?(?:fault|mistake|negligence|carelessness)\b",
        r"(?:it is|it's) (?:up to|on) you to\b",
        r"you are to blame",
        r"you brought (?:it )?back too late",
        r"because you (?:lost|used|opened|damaged|waited|came)\b",
    ),
    SpeechAct.FAVOUR: (
        r"as (?:a|an) (?:courtesy|favou?r|exception|gesture)\b",
        r"(?:exceptionally|generously|out of kindness)\b",
        r"(?:as a one-time|just this once|only (?:for )?this once)\b",
        r"(?:an|one|special|this) exception (?:for|in your)\b",
        r"make an exception",
        r"doing you a (?:huge |big |special )?favou?r",
        r"we don't have to",
        r"we do not have to",
        r"we are not obliged",
        r"not required to",
        r"(?:we|we're|we are) (?:so |very |being )?(?:kind|generous)\b",
        r"our generosity",
        r"we went out of our way",
    ),
    SpeechAct.LUCK: (
        r"(?:you're|you are) (?:so |very |really )?(?:lucky|fortunate)\b",
        r"(?:consider yourself|count yourself) (?:so |very |really )?(?:lucky|fortunate)\b",
        r"lucky\b",
        r"your lucky day",
        r"be (?:glad|grateful|thankful)",
        r"(?:normally|usually|ordinarily) (?:we|you|there|this|it|i)\b",
        r"we (?:normally|usually|ordinarily|would charge|would usually)\b",
        r"^normally\b",
    ),
    SpeechAct.HIDING: (
        r"(?:our|the|shop) (?:returns? |refund )?policy (?:says|requires|is no|forbids)\b",
        r"(?:our|the|shop) (?:returns? |refund )?policy (?:doesn't|does not|won't|will not)",
        r"(?:company|corporate|store) policy\b",
        r"against (?:our |the )?policy",
        r"rules are rules",
        r"my hands are tied",
        r"the (?:system|computer) (?:won't|will not|doesn't|does not|says)",
        r"(?:per|due to|according to|because of) (?:our |the )?(?:company )?policy",
    ),
    SpeechAct.REGRET: (
        r"unfortunately\b",
        r"regrettably\b",
        r"we regret",
        r"sadly\b",
        r"(?:we are|we're|i'm|i am) (?:afraid|unable)",
        r"(?:sorry|afraid),? (?:but|no|we)",
    ),
    SpeechAct.DEAD_END: (
        r"^(?:no|never) (?:refunds?|returns?|exchanges?|money back)[.!]*$",
        r"^no (?:refunds?|returns?|exchanges?),? (?:or|and|no) (?:refunds?|returns?|exchanges?)",
        r"^no (?:refunds?|returns?|exchanges?) (?:at all|whatsoever|ever|of any kind)",
        r"under no circumstances",
        r"no exceptions\b",
        r"(?:all sales|sales) are final[.!]*$",
        r"^not (?:possible|allowed|permitted)[.!]*$",
        r"(?:nothing|not anything) (?:we can|can be) do(?:ne)?",
        r"end of (?:story|discussion)",
        r"take it or leave it",
    ),
    SpeechAct.DOUBT: (
        r"you (?:claim|allege|pretend)\b",
        r"(?:allegedly|so-called|supposedly)\b",
        r"(?:customer|you) (?:is|are) lying",
    ),
}

WELL_SAID = {
    SpeechAct.BLAME: "Opens with the receipt",
    SpeechAct.FAVOUR: "Money back within 90 days",
    SpeechAct.LUCK: "The same again within 90 days",
    SpeechAct.HIDING: "Money back within 30 days",
    SpeechAct.REGRET: "Store credit is open at any time",
    SpeechAct.DEAD_END: "Opens when the goods are in stock",
    SpeechAct.DOUBT: "Opens with a bank statement",
}
"""A sentence that serves where such an act is refused."""
