"""How an English notice of a small body says that something is put down, whatever heading it stands under."""

import re

_ADVERB = r"(?:also|only|just|then|still|further|sometimes|always|usually|never(?= more)|[a-z]{3,12}ly)"
_WHO = (
    r"(?:we|i|us|who|which|that|and|or|then|it|they|(?:one|some|each|both|all) of us"
    r"|(?:the|our|my|this|each|its|their|your|a|an|every) (?:[\w'’-]+ ){0,2}[\w'’-]+(?: of \w+)?"
    r"|(?-i:(?!(?:To|If|When|How|You|Please|Do|Not)\b)[A-ZÅÄÖ])[\w.-]+|(?:fellow |other |all )?[\w-]{3,}s(?= (?:see"
    r"|know|ask|hold|have)\b)|[\w-]*(?:app|site|server|client|form|forms|bot|host|shop|system|gate|tool|service"
    r"|sheets?"
    r"|questions?|logs?|card|cards|booking|bookings|comment|call|profile|account|accounts))"
)
_GETS = (
    r"know|knows|see|sees|get|gets|learn|learns|ask|asks|(?:ask|asks)(?: you)?(?: for)?|need|needs|must have"
    r"|need to know"
    r"|(?:would like|wants?|has|have) to know|take down|takes down|(?:write|put|note|jot)s? (?:down|up)|note(?: down)?"
    r"|notes(?: down)?"
    r"|keep|keeps|hold|holds|store|stores|save|saves|record|records|log|logs|remember|remembers|measure|measures"
    r"|count|counts|collect|collects|gather|gathers|receive|receives|obtain|obtains|download|downloads|upload|uploads"
    r"|send|sends|report|reports|transmit|transmits|register|registers|grab|grabs|capture|captures|scan|scans|read"
    r"|reads|hear|hears|carry|carries|contain|contains|consists? of|includes?|shows?|has|links|adds?|reports?"
    r"|(?:tells?|shows?|gives?|hands?|sends?|lends?) (?:us|me)|hands? (?:us )?over|fetch|fetches|import|imports"
    r"|(?:is|are) asked(?: for| what)?|(?:is|are) (?:also )?asked to (?:give|tell|state|enter)|deals? with|covers?"
    r"|wants?|forwards?|passes on|enters?|exports?|draws?|pulls?|syncs?|saves?|lists?|prints?"
)
_YOU = (
    r"(?<!data )(?<!information )(?<!details )(?<!that )(?<!what )(?<!which )(?<!content )(?<!files )(?:you|they"
    r"|he or she|(?:the |a |each |every )?(?:[\w-]+ )?(?:members?|guests?|players?|parents?|users?|customers?"
    r"|participants?|buyers?|applicants?|visitors?|riders?|volunteers?|residents?|observers?|pupils?|students?)) "
    r"(?:(?:can|may|must|will|should|could|then|also|first|freely) ){0,2}"
    r"(?:tell (?:us|me)|tells (?:us|me)|give(?: us| me)?|gives|leave|leaves|enter|enters|fill in|fills in|fill out"
    r"|type"
    r"|types|hand over|hand us|hand in|add|adds|send(?: us| me)?|upload|uploads|write(?: down)?|provide|state|choose"
    r"|pick|set|submit|register with|sign up with|log in with|sign in with|share with us|signs in with)"
)
_NOUNED = (
    r"(?:(?:also )?hands? (?:us )?over|asking|telling us|noting|namely|recording|leaving|storing|logging|expect to "
    r"tell us|(?P<but>(?:needs? )?nothing but|nothing (?:more|else) than|(?:cannot|can['’]t"
    r"|could not) be \w+ without)"
    r"|(?:a|an|the|each|every) (?:[\w-]+ )?(?:report|line|row|list|entry|slip|card|note|record)(?: (?:from|for"
    r"|of) \w+)?,? with"
    r"|(?:everyone|everybody|each|guests|visitors) signs? in with"
    r"|reach(?:es)? us with|comes? (?:to us )?with|signs? in with|come from [\w.]{2,20} with|the last one,"
    r"|means|i\.e\.)"
)
PUTS_DOWN = re.compile(
    rf"(?<![\w-])(?:(?P<gets>{_WHO} (?:{_ADVERB} ){{0,2}}(?:(?:may|can|will|must|should"
    rf"|does) (?:{_ADVERB} ){{0,2}})?(?:{_GETS}))"
    rf"|(?P<you>{_YOU})|(?P<noun>{_NOUNED}))(?![\w-])"
    r"(?:\s(?:us|me|also|only|just|for|about|down|up|on|every|the following|two things|three things|to us|from you))?"
    r"(?=[\s:])(?!\s(?:nothing|you|to|in|out|that|this|these|it|them|at|on)\s):?",
    re.I,
)
"""Who takes and takes what, what you give, and what leads to a list without a verb; the list stands behind it."""
WEAK = re.compile(
    r"(?!.*deals? with).*\bwith\Z|means|i\.e\.|.*\b(?:has|includes?|covers?|wants?|means|lists?|prints?|draws?"
    r"|links|learn|learns|need"
    r"|needs|send|sends|read|reads|show|shows|contain|contains|add|adds|exports?|enters?|receive|receives"
    r"|obtains?)\Z",
    re.I,
)
"""Behind these may stand aught else, so that each member has to be known."""
BEFORE = re.compile(
    r"(?:(?:when|if|after|before|during|once|at|in|on|for|to|from|with) [^.;:,]{3,90}, )?"
    r"(?P<what>(?!(?:if|when|whoever|whatever|everyone|anyone|those|whether|to|how|what we|we|i|you|they|it"
    r"|this|that|these|in|on|for"
    r"|by)\s)[^.;:!?]{4,200}?) (?:is|are|was|were|gets?|will be|may be|can be|lives?|sits?|goe?s?|comes?|ends? up"
    r"|appears?|stays?|remains?)"
    r"(?: (?:also|then|only|all|each|thus|therefore|both|[a-z]+ly))?"
    r" (?:stored|saved|kept|collected|recorded|processed|logged|uploaded|sent|shown|visible|published|printed|written"
    r"|noted|registered|asked(?: for)?|scanned|filmed|entered|public|in|on|from|along|taken|needed|required|synced"
    r"|counted|remembered|linked|put|tied|transmitted|gathered|obtained|held)(?![\w-])",
    re.I,
)
"""What is put down stands before the verb: `The species, the count and your nick are sent to our server`."""
AND_THERE = re.compile(r"(?:,? and (?:there|then|here)|;(?: there| then)?|,? where)\s", re.I)
"""Where another clause begins that may say what is put down."""
LABELS = re.compile(r"(?:\W|\d){0,6}[a-z][^:!?\n]{1,110}: (?=\S)", re.I)
"""What leads to a list: any words before a colon."""
JOINT = re.compile(
    r"\s[+·•|]\s|,?\sand (?=(?:the|your|an?|its|their|any|what|who|whether|how|which|when|where|our|his|my)\s)"
    r"|\splus\s"
    r"|\s(?:together|along) with "
)
IN_BRACKETS = re.compile(
    r"(?<=\w) \((?:(?:e\.\s?g\.|i\.e\.|such as|for example|like|including|namely),? )?([^()\n]{8,160}[^()\n])\)"
)
ENDS = re.compile(
    r"[;!?]|,?\sand\s[–—-]\s|\.\s|\.\Z|\s[–—-]\s|:\s|,?\s(?:so that|so (?:we|i|the|your|you|our)|in order to"
    r"|because|but|while|whereas|unless"
    r"|until|since|as soon as|as long as|based on|according to|whenever|once(?! a)|in case|except|if|and not|not"
    r"|never"
    r"|no|when(?= (?:you|we|i) (?!come|arrive|leave|start|last|join|were|can|can['’]?t|cannot))|which (?:we|i|the"
    r"|it|our|is|are|he|she)"
    r"|who (?:then|also)|(?<!how\s)to (?:help|find|keep|make|see|tell|reach|send|know|show|answer|compute|count|be"
    r"|avoid|measure"
    r"|check|recover|pick|choose|test|get|let|stop|fight|prevent|serve|give|provide|improve|process|deliver"
    r"|contact))\b"
    r"|,\s(?:which(?= (?:is|are|was|were|can|may|will|has|have|then|also|therefore)\b)|whose|we|i|it|they|this"
    r"|and (?=(?:we|i|it|they|this|then|that)\b)|from which|until)\b"
    r"|\sand (?=(?:we|i|it|they|then|that is|will|can|is|are|may|has|have|does|sends?|shows?|stores?|keeps?|uses?"
    r"|used)\b)"
)
"""Where the list ends and another clause begins."""
DENIES = re.compile(
    r"\b(?:not(?! (?:only|limited|just))|never|no(?! more than)|none|neither|nor|nothing(?! (?:but|more than"
    r"|else than|other than))|nobody|without(?! (?:name|your))"
    r"|cannot(?! be \w+ without)|\w+n['’]t(?! be \w+ without))\b"
)
DENIES_BEHIND = re.compile(r"\s(?:not|never|nowhere|only on your|on your (?:device|phone)|locally)\b")
SUPPOSES = re.compile(
    r"\bshould we ever\b|\bif we ever\b|\bcould have\b|\bwould have\b|\bdo not (?:collect|process|store|ask"
    r"|have access)\b"
    r"|\bdoes not (?:collect|process|store|ask|have access)\b|\bplease (?:do not|don['’]t)\b|\bnever\.?\s*\Z"
    r"|\bright to\b"
    r"|\byour rights\b"
    r"|\b(?:personal data|personal information) (?:means|is any|refers)\b"
)
ASKS = re.compile(
    r"(?:(?:in |on |with |at |from |to |for )?(?:what|who|whom|which|how|whether)|(?:when|where)(?= (?:you|they"
    r"|he|she|it|the) ))\s"
    r"(?!(?:we|i|to|our|us|long|may|can|will|(?:your|the) browser)\s|(?:is|are) (?:used|stored|kept|shared"
    r"|processed)|(?:data"
    r"|information|rights|cookies)\b)"
)
"""`what you eat`, `whether you need a bed`: a question as the member of a list."""
LEAD = re.compile(
    r"(?:(?:[\w-]+ ){0,3}(?:logs?|records|data|information|details|reports?) (?:containing|including|such as|with"
    r"|like) )?"
    r"(?:(?:only|also|just|both|and|or|plus|in particular|besides|at least|possibly|optionally|where applicable"
    r"|if applicable|further|e\.g\.|for example|as well as|together with|along with|then|thus|sometimes|usually"
    r"|perhaps|maybe"
    r"|either|namely|such as|like|including|of course|obviously|in addition|from them|about you|their own|your own"
    r"|your|a|an|our|its|their|his or her|any|each|every|us|me|you|for|some)\s+)*"
)
TAIL = re.compile(
    r"\s(?:together with|along with|in addition|too|as well|if you|in case you|for all|so far|by hand|here|there"
    r"|once|twice|every (?:\w+ ){0,2}\w+|(?:in|on|to|into|from|at|by|via|through|during|after|before|for|with)\s"
    r"(?:(?:the|our|my|an?|its|their|your|this|each|every|all)\s){1,2}(?!visits?\b|birth\b)[^,;]{2,60})\Z"
    r"|\s(?:collected|recorded|stored|provided|given|sent)(?: by .*)?\Z|\s(?:from|of|at|in|on)\Z"
    r"|\sfor [a-z]+(?:tion|ity|ment|ing)\b.*|\s(?:that|which|where) .*|\s\((?:if|when|for|to|not|only)\b[^()]*\)\Z"
)
ENDS_IN_CLAUSE = re.compile(r"\b(?:you|they|we) [\w-]+ (?:from|at|in|on|to|for|with)\Z")
"""`the page you landed on`: the word that ends it belongs to its clause."""
BEGINS_ELSE = re.compile(
    r"(?:information|(?:general|aggregated?|anonym\w+) (?:statistics|data|information)|data (?:you|that|which)|to"
    r"|by|for|from|in|on|with|within|through|as|at|of|under|because|not|it"
    r"|we|i|they|there|this"
    r"|these|please|if|so"
    r"|but|is|are|was|be|been|have|do|does|can|will|more|less|much|enough|nothing|everything|anything|something|one"
    r"|only"
    r"|keep|provide|improve|send|analy[sz]e|manage|answer|process|track|understand|use|make(?! (?:and|or) )"
    r"|respond|ensure|contact"
    r"|help"
    r"|give|take|see|read|write|find|get|tell|ask|share|delete|sell|store|stores|save|saves|shows?|sends?|uses?"
    r"|keeps?"
    r"|then|here|however|no|.*\b(?:technical|personal|financial|statistical|testing|diagnostics?|usage"
    r"|anonym\w+)(?= \Z)|(?:create|identify|add|remember|set up|complete|register|log|perform|communicate) (?=\w+ )"
    r"|how we|[a-z]+ing (?:the|your|our|a|an|to|us|you|with|in|on))\s"
)
"""What begins like no noun."""
SAYS = re.compile(
    r"\s(?:is|are|was|were|may|can|will|would|should|must|does|do|has|have|had|we|i|they|it|please|not|lets?"
    r"|makes?(?! and\b)"
    r"|works?|runs?|uses|wants?|gets?|goes|needs|helps?|gives|takes|reads|sees|asks|knows|stores|sends|records"
    r"|collects|receives|saves"
    r"|keeps|logs|transmits|processes)\s"
)
FILLED = re.compile(r"[\"“”]|@\w|\d{4}|://|[\[{?!|]|\t")
NO_DATA = re.compile(
    r"(?:(?:the|your|our|my|any|all|an?|this|these|such|other|some|certain|following|personal|their|its|more|of|us"
    r"|third|new|same|necessary|many|few|two|three|own) )*"
    r"(?:data|information|details|personal|technical|usage|diagnostics?|aggregated?|records?(?: of .*)?|things?"
    r"|consent|contract|us|you|me|them|people|users?|visitors?|customers?"
    r"|members?|clients?|guests?|players?|children|parents|parties|partners?|compan(?:y|ies)|authorities|access"
    r"|rights?"
    r"|cookies?|services?|websites?|sites?|apps?|browsers?|devices?|phones|computers?|servers?|forms?|help|questions?"
    r"|support|permission|privacy|security|law|time to time|purposes?|account|accounts|newsletter|newsletters|orders?"
    r"|requests?|inquiry|inquiries|enquiry|message|payments?|emails|e-mails|advertising|analytics|marketing"
    r"|statistics|reasons?|entries|contents?|however|everyone|someone|anyone"
    r"|solicitors?|accountants?|insurers?|lawyers?|auditors?|advis[eo]rs?|banks?|couriers?|providers?|employees|staff"
    r"|contractors?|suppliers?|developers?|administrators?|organi[sz]ers?|volunteers?|reservations?|bookings?"
    r"|purchases?)\Z"
)
"""What may be anything else that is handled, or who handles it."""
EVERYDAY = re.compile(
    r"(?:[\w'’.-]+ ){0,3}(?:nick|pin|stars?|town|street|house|flat|apartment|grade|gps position|heart rate|pulse"
    r"|sleep"
    r"|mood|steps|faculty|municipality|surname|photos?|pictures?|sum|reason|gender|age group|coordinates|latitude"
    r"|longitude|referrer|user agent|os|model|screenshots?|errors?|level|xp|species|count|pregnancy|illness(?:es)?"
    r"|operations|shifts?|trainings?|fees? paid|rota|hash|avatar|hours?|day|breed|splits|diets?|affiliation|orcid"
    r"|transcripts?|summary|to-dos|audio|invitees|employer|school|tags?|key|stack trace|friends|courses?|purchases"
    r"|stays|points|loans|results?|method|path|code|reference|seat|measurements?|next of kin|area|region|postcode"
    r"|viewport|webhook|endpoint|emoji|fault|seconds?|milliseconds|distance|origin|destination|rank|goals|injur(?:y"
    r"|ies)|place|area|car|authors?|meta ?data"
    r"|hash(?:es)?|verifier|ciphertext|isbn|settings|chat|weights?|sets|class|year|degree|field|member list|friends"
    r"|date|machine)"
    r"(?: of (?:[\w-]+ ){0,2}[\w-]+)?\Z"
)
"""Kinds of data in everyday words, that mean aught else outside of such a list."""
SURELY_ONE = re.compile(
    r"(?:(?!order|account|customer|member|booking|flight|and\b|or\b)[\w'’-]+ ){0,3}(?:number|address|name"
    r"|e-?mail|phone|photo|picture|birthday"
    r"|date of birth|identity code|(?:shoe|shirt|helmet|ring) size)s?"
)
"""What alone is data where it is called the person's own: `we also want your home address`."""
