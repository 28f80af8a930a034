"""English."""

from portal.reading.notice.tongues.tongue import Tongue

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

EN = Tongue(
    code="en",
    common="the and of to is are we you your our in that for or by with be this not have has will may can from as it "
    "on an any which if us information data personal when other their they such do use used at all these more who",
    headings={
        "controller": r"our company|who runs\b.*|^provider$|legal entity|(?:data |joint )?controllers?|registrar"
        r"|(?:register|registry|file) (?:keeper|holder|owner"
        r"|administrator"
        r"|maintainer|controller)"
        r"|(?:keeper|holder|owner|administrator|maintainer|controller) of (?:the )?(?:\w+ )?(?:register|registry|file"
        r"|personal data)"
        r"|(?:entity|company|organi[sz]ation) responsible\b.*"
        r"|who (?:we are|are we|i am|am i|is responsible|answers"
        r"|processes(?!.* for us| .*on our behalf)|controls|is the)\b.*"
        r"|identity of the "
        r"(?:data )?controller|about us|company (?:information|details)|responsible"
        r" (?:entity|party|person|body|authority|organi[sz]ation|company)\b.*"
        r"|verantwortliche(?:r|\b.*)|responsible for (?:the )?(?:content|data processing|processing|website)\b.*"
        r"|data administrator|^responsible$|operator|owner and data controller|data owner|name of the company"
        r"|(?:person|entity|party|body) (?:responsible|in charge)(?: for| of)? (?:the )?(?:data )?processing\b.*"
        r"|publisher|imprint|legal (?:notice|disclosure|information)|service provider|(?:site|website) owner"
        r"|administrator of (?:the |your )?(?:personal )?data|personal data administrator"
        r"|information (?:according|pursuant) to (?:§|sec\.|section)\s?\d.*",
        "contact": r"talk to us|who (?:looks after|takes care of|handles) (?:the register|register matters)\b.*"
        r"|register (?:keeper|secretary)['’]s? contact\b.*|who to (?:ask|talk to|contact)\b.*|ask us\b.*|speak to\b.*|"
        r"contact(?:s|ing)?\b(?! form)(?: (?:person|us|information|details|data|for|points?))*(?: (?:in"
        r"|for) (?:matters|register|privacy)\b.*)?|how (?:to|can you|do you|you can) contact\b.*|person in "
        r"charge(?: of the register)?|person responsible(?: for)?"
        r"|^(?:any |your |further )?questions?\b.*|get in touch|reach us|reach out|comments|enquiries"
        r"|inquiries|how to reach\b.*|representative (?:of|for) (?:the )?(?:controller|regist\w+)(?: matters)?"
        r"|person (?:handling|to contact)|matters (?:concerning|relating to) the register"
        r"|(?:data protection|privacy) (?:representative|contact|lead|manager)|responsible person",
        "dpo": r"(?:data protection|privacy) officer|\bdpo\b",
        "register": (
            r"(?:names?|title)(?: and contents?)? of (?:the )?(?:personal )?(?:data )?(?:register|registry|file"
            r"|filing system)s?|regist(?:er|ry) names?"
            r"|^registers?(?: this notice covers)?$|data file name"
        ),
        "purposes": r"how (?:the |your |personal )?(?:data|information) (?:is|are) used\b.*|what do we do with\b.*"
        r"|what is it used for\b.*|^what we do with\b.*|^why\b(?! (?:may|can) we )(?!.*\ballowed\b).*|^what it's for|"
        r"purposes?\b|why (?:do )?(?:we|is|your|are|personal)\b(?! (?:are |we )*allowed).*|how (?:do |does |will "
        r"|may |might )?(?:we"
        r"|i|it|the company|\w+) (?:will |may )?uses?\b.*|(?:use|usage|uses) of (?:the |your |collected "
        r"|personal )*(?:data|information|cookies)?|what (?:do )?we use\b.*"
        r"|what (?:your|is your|the|is the|it is|this is|is this|is it)\b.*(?:used|needed|asked|gathered"
        r"|collected|kept) for|how (?:is |are )?(?:your|the|personal|this"
        r"|collected)\b.*\bused\b|using your\b.*|what for",
        "bases": (
            r"why (?:are we|we are) allowed\b.*|legal foundation|(?:on )?what (?:legal )?grounds?\b.*|^why (?:may"
            r"|can) we (?:do|hold|keep|use|process|have)\b.*"
            r"|our (?:legal |lawful )?reasons?\b.*"
            r"|what (?:gives|allows) us\b.*|the law(?:ful)? bit|how the law\b.*|"
            r"(?:legal|lawful)\w* (?:bas[ie]s|grounds?)(?: (?:for|of))?|bas[ie]s (?:for|of) (?:the "
            r")?(?:processing|collection)|on which basis|legitimate interests?|grounds? (?:for|of) (?:the "
            r")?processing|lawfulness|justification"
        ),
        "subjects": (
            r"(?:groups|categories|types) of (?:data subjects|persons|people|individuals)|data subjects?(?: "
            r"(?:groups|categories))?\b(?! rights)|whose (?:personal )?data\b.*"
        ),
        "categories": r"(?:data|information) types?|^data$|types? of (?:data|information)|data contained in\b.*"
        r"|what'?s (?:stored|saved|collected)\b.*|what we log\b.*"
        r"|what (?:the |our |this )?(?:app|site|website|service|software|extension|plugin)"
        r" (?:collect|store|save|log|record|keep)s?\b.*"
        r"|(?:information|data) (?:provided|given|submitted) by (?:you|users?|the user|customers?)\b.*"
        r"|user[- ]provided (?:data|information)|automatic (?:data|information) collection"
        r"|(?:details|records) we (?:collect|keep|hold)\b.*|description of (?:the )?personal data"
        r"|(?:we|i) (?:may )?(?:collect|process|store|keep|hold|record|save)(?: and \w+)? (?:the "
        r"following|these)(?: personal| kinds of| types of| categories of){0,2} (?:data|information|details)\b.*"
        r"|information contents?(?: of the \w+)?|personal data in (?:the|our) (?:register|system|file)"
        r"|what (?:is|gets) (?:stored|kept|saved|collected|recorded)\b(?! for).*"
        r"|what (?:do )?(?:we|i) (?:note|keep|hold|write down|have|ask)\b.*"
        r"|the (?:data|information|details) (?:we|i)\b.*|"
        r"(?:data|information) categor(?:y|ies)|(?:what|which)(?: kinds? of| types? of| "
        r"sort of| categories of)? (?:personal |personally "
        r"identifiable )?(?:data|information|info|details)\b.*|(?:categories|types|kinds) of (?:the "
        r")?(?:personal |collected |processed )*(?:[\w'’-]+ )?(?:data|information)\b(?! subject).*"
        r"|(?:personal |user |usage |other |customer )?(?:data|information)(?: that| which)? (?:we|i|is|are"
        r"|you|may|to be|being|the app|collected)\b(?!.*(?:used|shared|stored))(?: may| will| is| are| "
        r"be)?(?: collect\w*| process\w*| gather\w*| stored?| provide\w*)?.*"
        r"|(?:personal |your )?(?:data|information) (?:that |which )?[\w.&'-]+(?: [\w.&'-]+)? (?:collects?|processes"
        r"|gathers?|holds?|stores?|handles?|keeps?|receives?)\b.*"
        r"|(?:account|identity|billing|payment|technical|profile|order|communications?"
        r"|marketing|device|log|location|health"
        r"|employment|booking|membership|transaction|financial) (?:data|information|details)"
        r"|information collect(?:ion|ed)(?: and use)?|(?:data )?contents? of the (?:register|file)|data "
        r"contents?|collected (?:data|information)|(?:data|information) collection(?: and use)?"
        r"|(?:collection|recording)"
        r"(?:(?:,| and|,? as well as| &) (?:storage|storing|processing|use|usage|retention)){0,2}"
        r" of (?:the |your |personal )*(?:data|information)|^(?:your |the )?personal (?:data"
        r"|information)$|(?:data|information) in the (?:register|file)|what (?:do )?(?:we|i) collect\b.*"
        r"|collect(?:ing|ion) .*information|usage data|log data|device information|personal identification "
        r"information|collecting\b.*data|information stored|stored (?:data|information)|what (?:data"
        r"|information) .*|what (?:do )?(?:we|i) (?:store|process|know|record|gather)\b.*|(?:register|file) contents?"
        r"|^(?:personal |user )?(?:data|information) (?:collected|processed|stored|gathered|recorded)\b.*"
        r"|^personal data(?= and (?:its )?(?:storage|retention|how long))"
        r"|(?:processed|stored|gathered|recorded|affected|concerned|transmitted) (?:personal |user )?"
        r"(?:data|information)(?: types?| categor(?:y|ies))?",
        "sources": (
            r"(?:regular |data |information )*sources?(?: of)?\b.*|where (?:do |does )?(?:we|the|your|it"
            r"|personal)\b.*(?:from|get|obtain|collect)|(?:the )?ways? (?:in which |that )?(?:we |the |your "
            r"|personal )\b.*"
            r"(?:collect|obtain|gather|get)\w*|from (?:whom|where)\b.*(?:comes?|get|obtain|collect|gather)\w*"
            r"|how (?:do |does |is |are )?(?:we|i|your|the|personal"
            r"|information|data)\b.*(?:collect|obtain|gather|get)\w*"
        ),
        "recipients": r"(?:information |data |it )?(?:systems|programs|programmes) (?:which are "
        "|that are )?(?:used|in use)\b.*"
        r"|who (?:at|in|of|among) .*\b(?:sees?|opens?|access|gets?)\b.*|what (?:do )?(?:we|i) (?:share"
        r"|pass on|hand over|disclose)\b.*|(?:tools|services|software|systems) (?:that )?we use\b.*"
        r"|external (?:services|providers)"
        r"|(?:selling|sale of) .*data|integrations|who (?:gets|sees|helps|i|works)\b.*|who (?:processes"
        r"|handles) .*(?:for us|on "
        r"our behalf)|our (?:suppliers|helpers|partners|providers)"
        r"|people who help\b.*|companies (?:we|that|who)\b.*|where (?:your data|it) goes\b.*|"
        r"recipients?|(?:data |sub-?)?processors?|disclos\w+|shar(?:e|ing|ed)\b|third[- "
        r"]?part(?:y|ies)(?: "
        r"(?:services?|providers?|processors?|vendors?))?|(?:service|hosting) providers?|providers|who (?:else|has|can"
        r"|will|we(?! are\b)|do we|receives|may)\b.*"
        r"|with whom\b.*|regular (?:disclosure|destinations)\w*|subcontractors?|vendors?|partners|releas\w+ of",
        "transfers": (
            r"data (?:storage )?location|location of (?:the |your )?data|data residency|(?:does|do) (?:it"
            r"|your data|any\w*|the data) (?:leave|go)\b.*"
            r"|outside (?:ireland|the uk|the united kingdom|finland|europe)\b.*|abroad|"
            r"(?:(?:international |cross-?border |data )*(?<!bank )(?<!wire )(?<!money )(?<!credit )"
            r"transfers?(?:ring|red)?(?: of)?.*"
            r"|transferring\b.*)(?:outside|abroad|countr\w+|international\w*|border\w*|overseas)?.*|outside "
            r"(?:of )?(?:the )?(?:eu|eea|europe\w*)\b.*|third countr\w+|international\w*|out of europe|where "
            r"(?:is |are )?(?:your|we|the|my)?\b.*(?:stored|store|processed)"
        ),
        "retention": (
            r"(?:duration|period|length) of (?:the )?(?:data |your )?(?:storage|retention|keeping|management"
            r"|processing)\b|"
            r"when (?:do )?(?:we|i|it) (?:is )?(?:delete|bin|throw|erase|shred|clear)\w*\b.*|clearing out\b.*|"
            r"retention\w*|retain\w*|how long\b.*|(?:storage|retention|preservation|data) (?:period|time"
            r"|limitation|duration)s?|data lifecycle|stor(?:e|age|ing)(?: of)?\b(?! location)|keep(?:ing)?\b"
            r"|deletion(?: of)?\b|kept"
            r"|archiving"
        ),
        "security": (
            r"secur\w+|(?<!general data )(?<!^data )protect\w*|^data protection (?:measures|by)\b"
            r"|safeguard\w*|safety|confidentiality|principles of protection"
        ),
        "rights": r"your controls|individual rights|^rights of (?:\w+ )?\w+$|"
        r"what (?:you can|can you|can i) (?:ask|do)\b.*|your (?:say|choices)\b.*|you can ask\b.*|"
        r"rights?\b|(?:access to|accessing|updating|correcting|deleting|managing)\b.*(?:data|information)"
        r"|right (?:of|to)\b.*|choices?|control\b|opt(?:ing)?[- ]?out\b.*|unsubscrib\w+|withdraw\w*"
        r"|how (?:can|do|may) (?:i|you) access\b.*|complain\w*|lodg\w+|supervisory authorit\w+|exercis\w+"
        r"|erasure|rectification|objection|portability|restriction|inspection|prohibit\w*|gdpr rights|data "
        r"deletion(?: request)?s?|delete your\b.*|if you are not content|(?<!estimate "
        r")(?<!quote )(?<!booking )(?<!contact )(?<!service )(?<!support )(?<!song "
        r")requests?\b(?! (?:by|via|through)\b)",
        "updated": (
            r"(?:last |latest )?(?:updated|modified|revised|revision)(?: on)?|effective(?: date| as of| from)?"
            r"|last reviewed|^published"
            r"|date(?: of)?|version|drawn up|in force|valid from"
        ),
        "cookies": r"cookies?\b.*|tracking\b.*|analytics\b|pixels?|web beacons?|do not track|beacons",
        "automated": r"automat(?!ically|ic (?:data|information) collection)\w+(?: (?:decision"
        r"|individual)\S*)?(?: making)?|profiling",
        "changes": r"changes?\b|amendments?|modifications?|revisions?|updates? (?:to|of)\b.*|notification of changes",
        "obligation": (
            r"(?:obligation|required|requirement|have|need|mandatory)\b.*(?:provide|give|provision)\b.*|do you "
            r"have to\b.*|consequences\b.*"
        ),
        "other": r"introduction|definitions?|overview|general(?:ly)?|interpretation\b.*|scope|links? to\b.*|external "
        r"links?|child\w*\b.*|minors\b.*|consent\b$|your consent|acceptance\b.*|disclaimer|summary"
        r"|interpretation|california\b.*|ccpa\b.*|business transfers?|law enforcement|legal requirements"
        r"|age\b.*|governing law|background"
        r"|links?|social media|newsletters?|payments?",
    },
    fillers=r"and|or|of|the|your|our|my|we|us|to|for|in|on|a|an|is|are|be|do|does|how|what|when|with|by|from|this"
    r"|that|these|at|you|i|personal|data|information|info|privacy|process\w*|users?|customers?"
    r"|regist(?:er|r)\w*|persons?|filing|relating|related|about|any|other"
    r"|used?|uses|its|it|can|may|will|policy|notice|statement|subjects?|gdpr|regular|under|which|such|as"
    r"|if|not|collect\w*|eu|eea|european|union|economic|area|via|within|legal|details|name|service\w*"
    r"|security|matters|general|their|against|concerning|related|regarding|possible|principles|time"
    r"|period\w*|criteria|groups|company|controller|held|based|automatically",
    labels={
        "name": r"(?:company |legal |business |registered |controller )?name|company|organi[sz]ation|entity|business",
        "controller": r"(?:data )?controller(?: name)?|registrar|responsible",
        "trade_name": r"trading (?:as|name)|trade name|brand(?: name)?|auxiliary (?:business|trade) name",
        "address": (
            r"(?:postal |street |mailing |visiting |registered |business |office |mail )*address|registered "
            r"office|location|by (?:mail|post)|mail|post"
        ),
        "business_id": (
            r"business (?:id|identity code|identification)(?: (?:number|code))?|company (?:registration "
            r")?(?:number|no\.?|id|reg(?:istration)?\.? ?(?:no\.?|number)?)|registration (?:number|no\.?|code)"
            r"|reg\.? ?(?:no|nr)\.?|org(?:ani[sz]ation)?\.?\s?(?:number|no\.?|nr\.?)|vat(?: (?:id|number"
            r"|no\.?))?|kvk(?: number)?|corporate id(?:entity)?(?: number)?|y-tunnus|organisationsnummer|tax id"
        ),
        "email": r"e-?\s?mail\w*(?: address)?|by e-?mail",
        "phone": r"(?:tele)?phone(?: number)?|tel\.?|mobile|by phone|call",
        "web": r"web(?:site| ?page|site url)?|www|url|homepage|internet|by visiting\b.*",
        "postal": r"(?:zip|postal) code(?: and city)?|post ?code|city|country",
        "person": r"contact person|data protection officer|dpo|name|person in charge|attn\.?|attention|c/o",
    },
    tells={
        "categories": (
            r"(?:data|information) (?:may|might|can|could)? ?includes?|you (?:provide|give)|we process the|"
            r"(?:we|i|app|service|website|site|register|may|and)\b.{0,60}\b(?:collects?|gathers?|stores?"
            r"|process(?:es)?|contains?|receives?|records?)\b.{0,80}(?:following|data|information|details|name"
            r"|address|such as|including|:)|(?:is|are|be) (?:stored|collected|recorded|gathered)\b"
        ),
        "purposes": (
            r"\b(?:use|uses|used|process|processes|processed|collected?)\b.{0,120}\b(?:to (?:provide|improve"
            r"|communicate|send|process|manage|deliver|offer|operate|respond|notify|help|contact|understand)"
            r"|for (?:the )?(?:purposes?|following|customer|marketing|managing|providing))"
            r"|purposes?\b.{0,60}\b(?:is|are)\b"
        ),
        "sources": (
            r"(?:data|information) sources?|(?:obtained|collected|received|get|provided)\b.{0,60}\b(?:from"
            r"|by)\b.{0,40}\b(?:you|customer|data subject|user|third|public)\w*|you (?:provide"
            r"|give)\b.{0,40}(?:us|directly)"
        ),
        "recipients": (
            r"\bshar(?:e|es|ed|ing)\b|hosted|published on|handled by|provided by|operated by|processed by"
            r"|delivered by|we use\b|on our behalf|disclos\w+|third[- ]part(?:y|ies)|service providers?"
            r"|processors?|recipients?|sub-?contractors?"
        ),
        "transfers": (
            r"outside (?:of )?(?:the )?(?:(?:uk|united kingdom)(?:,| or| and) (?:of )?(?:the )?)?(?:eu\b|eea|europe\w*"
            r"|your (?:country|state|province)|eu/eea)|third "
            r"countr\w+|standard contractual clauses"
        ),
        "retention": (
            r"\bstays?\b.{0,40}\b(?:for the time|until|as long as)\b|"
            r"\b(?:deletion|erasure|destruction|disposal)\b.{0,60}\b(?:takes place|occurs|happens|is carried out)\b|"
            r"process the information for as long|\b(?:use|process)\b.{0,60}\bfor (?:up to|no (?:more"
            r"|longer) than) \w+ "
            r"(?:year|month|week|day)|\b(?:retain|retained|retention|keep|kept|store|stored|stores"
            r"|delete|deleted|erased?|saved?|purged?|destroy(?:ed)?|maintained)\b.{0,120}(?:long as"
            r"|years?|months?|days?|until"
            r"|period|no longer|after|necessary|time|indefinitely|permanently|forever)"
            r"|\b(?:after|within)\b.{0,40}\b(?:years?|months?|weeks?|days?)\b.{0,60}\b(?:deleted?"
            r"|removed?|erased?|anonymi[sz]ed?)"
            r"|\bremoved?\b.{0,60}\b(?:after|within|when|once)\b"
        ),
        "security": (
            r"\bsecur\w+|password\w*|encrypt\w+|firewall\w*|workstations?|access (?:to|rights"
            r"|control)\b.{0,40}(?:information|data|register)"
        ),
    },
    bases={
        "a": r"(?:your |explicit |user |freely given |prior |given |with )?consent\b"
        r"|(?:you|have|has) (?:\w+ )?consented\b",
        "b": (
            r"contracts?\b|contractual\w*(?! clause)|(?:user )?agreements? with you|performance of (?:a |the |our "
            r")?(?:contract|agreement)|agreement\b(?! to (?:the )?processing)"
        ),
        "c": (
            r"(?:legal|accounting|bookkeeping) (?:obligations?|requirements?|duty|duties)|obligations? (?:under"
            r"|by|imposed by|of) (?:the )?law|statutory (?:obligations?|dut\w+|requirements?)|comply with "
            r"(?:the |a |our |applicable )?(?:(?:tax|accounting|bookkeeping) )?(?:law|legal|legislation)\w*"
            r"|compliance with (?:a |the |our )?legal|required by law|law requires"
        ),
        "d": r"vital interests?",
        "e": r"(?<!substantial )public interests?|official authority|public task",
        "f": r"(?:legit(?:imate)?|justified) (?:business )?interests?|legitimately interested"
        r"|balanc\w+ of (?:\w+ )?interests?",
    },
    basis_cue=(
        r"\bunder (?:our |the |a )?(?:legitimate interests?|contract(?:ual obligation)?|legal obligations?)\b"
        r"|\bto take (?:\w+ )?steps\b[^.;]{0,40}\b(?:prior to|before) entering\b|\bto perform (?:a|our|the) contract\b"
        r"|\bin accordance with (?:[\w'’]+ ){1,3}legitimate interests\b|"
        r"(?:legal|lawful)\w* (?:bas[ie]s|grounds?)|bas[ie]s (?:for|of)|based on|on the bas[ie]s|grounds? "
        r"(?:for|of)|is necessary for|necessary (?:for|to)\b.{0,60}(?:contract|legal|interest)|rely on"
        r"|\b(?:have|has) an? [\"“‘']?legitimate (?:business )?interest[\"”’']? (?:in|to)\b"
        r"|\b(?:give|gives|giving|gave|given)\b.{0,20}\bconsent for (?:me|us|our|the)\b"
        r"|relies on|consent to (?:the|our|this)|legally|lawfulness|bases\b|rests? on|pursuant to"
        r"|\b(?:process|use|collect|publish|store|retrieve)d?\b.{0,60}\b(?:with|after) your (?:\w+ )?consent"
        r"|\bask(?:s|ed|ing)? (?:you )?for (?:your |the )?(?:\w+ )?consent"
        r"|\bresponds? to (?:a|an|our|the) legitimate|\b(?:of|for|under) our public task\b"
        r"|(?<!\w )with your (?:\w+ )?consent,? (?:we|i)\b|\bonly (?:ever )?(?:after|with|upon) (?:\w+ ){0,3}consent\b"
        r"|\b(?:you|users?|visitors?) (?:\w+ )?(?:give|gives|grant|grants) (?:us )?(?:your|their) (?:\w+ )?consent\b"
        r"|\bprocess\w*\b[^.;]{0,50}\bin order to (?:fulfil|perform)\w* "
        r"|\bto (?:fulfil|perform)l? (?:our|the|a|any) (?:\w+ )?(?:contract|agreement)s? (?:with|between) (?:you|us)\b"
        r"|\bbas[ei]s on which\b|\b(?:is|counts as|constitutes) your (?:\w+ )?consent\b"
        r"|\bto protect (?:\w+ ){1,3}?vital interest"
    ),
    conditional=(
        r"\b(?:if (?:you|we|the|your|processing|consent)|should (?:we|this|that)"
        r"|where (?:we|the|you|processing|our|your|consent)"
        r"|when (?:processing|we rely|the processing)|in (?:the )?cases? where|to the extent|in so far)\b"
    ),
    rights={
        "access": (
            r"\baccess\b|\bextracts? (?:from|of)\b|inspect\w*|(?:obtain|receive|request|get"
            r"|have) (?:a )?(?:cop(?:y|ies)|confirmation)"
            r"|cop(?:y|ies) of (?:your|the|any|all)|see (?:your|what|the) (?:personal )?(?:data|information)|know what"
            r"|\bprovided\b.{0,40}\bwith information\b.{0,60}\b(?:data|stored)\b"
            r"|review\b.{0,40}(?:data|information)|right to (?:check|know)|be informed|view\b"
        ),
        "rectification": (
            r"rectif\w+|(?<!in)correct(?!ly)\w*|incorrect (?:or|and|data|personal|information|details)"
            r"|updat(?:e|ed|ing) (?:your|or|the|inaccurate|any)|amend\w*|inaccura\w+"
            r"|mistakes? corrected|modify|change (?:your|the)(?! (?:cookies?|settings|browser|preferences?|choices?)\b)"
        ),
        "erasure": r"(?:ask|request)\w*\b.{0,40}\bdestroy\w*"
        r"|eras(?:e|ed|ure|ing)|delet(?:e|ed|ion|ing)\b|be forgotten|remov(?:e|al|ed|ing)\b",
        "restriction": r"restrict(?! or inhibit)\w*|limit(?:ing|ation)?\b.{0,30}processing|paused",
        "portability": (
            r"portab\w+|machine[- ]readable|\btransmit(?:ted|ting)?\b.{0,60}\b(?:another|other)\b"
            r"|move[ds]?\b.{0,60}\banother"
            r"|transfer(?:red)?\b.{0,60}(?:another|other|third[- ]party|yourself)"
            r"|take your data"
        ),
        "objection": r"(?<!static )(?<!\ban )(?<!\bthe )(?<!json )(?<!data )"
        r"\bobject\b|\bobject(?:ion|ing|ions)\b|\boppos(?:e|ing)\b"
        r"|\b(?:ask|request|right|tell)\b.{0,40}\bstop (?:processing|using) (?:your|my|the|any|personal)\b",
        "marketing_objection": r"(?:object\w*|opt(?:ing)?[- ]?out|unsubscrib\w+|prohibit\w*|forbid\w*|prevent|stop"
        r"|say no|refus\w+|deny"
        r"|decline)\b.{0,120}(?:marketing|newsletters?|advertis\w+|promotional|mailing|commercial|special offers)"
        r"|not (?:to )?(?:receive|be sent)\b.{0,100}(?:marketing|newsletters?|advertis\w+|promotional)"
        r"|(?:marketing|newsletters?|advertis\w+|promotional)\b.{0,120}(?:opt(?:ing)?[- ]?out|unsubscrib\w+"
        r"|prohibit\w*|forbid\w*|object\w*)",
        "withdraw_consent": (
            r"withdr(?:aw|awn|awal|ew|awing)\b.{0,80}(?:consent|permission)|consent\b.{0,80}(?:withdraw\w*|revok\w*)"
            r"|(?:revok\w+|revocation|remov\w+|cancel\w*|retract\w*|take back|no longer)\b.{0,30}\bconsent"
        ),
        "complaint": (
            r"complain\w*|supervisory authority"
            r"|\bappeal to (?:the |an? )?(?:\w+ ){0,2}(?:authority|body|regulator|inspectorate)"
            r"|(?:turn|write|go|report (?:it|this|us)) to (?:the |your |our )?(?:\w+ ){0,3}(?:authority|ombuds\w+"
            r"|commissioner)"
            r"|raise (?:the|this|your|a|any)\b.{0,40}\bwith\b.{0,40}(?:commissioner|authority)"
            r"|(?:concerns?|contact)\b.{0,80}(?:information commissioner|data protection (?:authority|agency)|\bico\b)"
        ),
    },
    right_cue=(
        r"\b(?:the (?:person|individual)|everybody|everyone|anybody|anyone|whoever \w+|those who \w+"
        r"|(?:users?|members?|customers?|clients?|guests?|patients?|tenants?|pupils?|students?|parents?|participants?"
        r"|buyers?"
        r"|visitors?|donors?|owners?|players?)) (?:can|may|is entitled|are entitled)\b"
        r"|\bif (?:something|anything) is (?:wrong|missing|lacking)\b|\brights?\b|\byou (?:can|may|have|are entitled"
        r"|could|wish)\b"
        r"|\bentitled\b|\brequest\b|ask (?:us "
        r")?(?:to|for)|if the customer wishes|if you (?:want|wish|would like) to|\bmay (?:request|ask|object"
        r"|withdraw|opt|unsubscribe)|would "
        r"like|wish(?:es)? to|data subject|unsubscribe|opt[- ]out|contact us (?:to|if)"
    ),
    negation=(
        r"\b(?:not(?! limited)|never|no|neither|nor|don['’]t|doesn['’]t|do not|does not|without"
        r"|cannot|won['’]t|isn['’]t|aren['’]t)\b"
    ),
    and_words=r"and|or|and/or|as well as|&",
    list_leads=(
        r"(?<!-)(?:collects?|gathers?|stores?|asks? (?:you )?for|requires?"
        r"|(?:(?<=\bwe )|(?<=\bi )|(?<=may )|(?<=can )|(?<=will )|(?<=\bto )|(?<=form )|(?<=also )|(?<=\band )"
        r"|(?<=\bor )"
        r"|(?<=ly )|(?<=forms )|(?<=site )|(?<=app ))requests?"
        r"|(?<!server )(?<!access )(?<!\bthe )logs?"
        r"|holds?|obtains?|consists? of|comprises?|process(?:es)?|contains?|includes?"
        r"|receives?|records?|collect and "
        r"process|include|data sources are|sources are|are:)\b(?!-\w)(?: (?:the following|following|personal|types "
        r"of|categories of|data|information|details|about you|from you|such as|including|but (?:is |are )?not"
        r" limited to"
        r"|is|are|may include|includes?|like|your|certain|some|e\.g\.|for example|:|,|\(|that you provide|and"
        r"|not limited to|limited to|which)(?:(?<=\W)|(?!\w)))*:?"
    ),
    months={name: number for number, name in enumerate(_MONTHS, 1)}
    | {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
    | {"sept": 9},
    date_cue=(
        r"updat\w*|created\b|effective|modified|lastmod\w*|revised|revision|dated?|version|drawn up|in force|valid"
        r"|published|issued|written|applies (?:from|as of)|(?:last|latest) (?:touched|change|time|edit|correction)"
        r"|edited|corrected|rev\.|upd\.|as of|changed"
        r"|amended|reviewed|as at|stand:|status(?=:| \d)|(?:current )?status of (?:this|the|our)\b[^.\n]{0,50}\bis"
    ),
    controller_cue=(
        r"(?:(?:data )?controller(?:,[^.;:]{0,110},|(?: of (?:your|the|this)[^.,]{0,60}| for [^.,]{0,60}| "
        r"responsible for [^.,]{0,60}| is)?) "
        r"(?:is|of [^.,]{0,60} is)|registrar is|(?:responsible (?:person|party|body|entity)|(?:person|party|body"
        r"|entity) responsible)(?: (?:for|within)[^.:]{0,80})? is:?"
        r"|(?:entity|person|party|body|company|organi[sz]ation|association|firm) (?:(?:that|who|which) is |legally )?"
        r"(?:responsible|in charge)\b[^.,:;\n]{0,110}? is|\badministrator (?:of|for) [^.,:;\n]{0,60} is"
        r"|\bdata administrator is"
        r"|\bresponsible for [^.,:;\n]{0,60}(?:processing|data|website)[^.,:;\n]{0,60} is"
        r"|(?:reach|contact|write to|ask|e-?mail) (?:the|our) (?:data )?controller,"
        r"|(?:app|application|site|website|service|services|platform|game|shop|store"
        r"|business|company|register)\b[^.,]{0,40} "
        r"(?:operated|owned|provided|controlled|run|published|maintained|developed) (?:and \w+ )?by)"
    ),
    outside=(
        r"outside (?:of )?(?:the )?(?:(?:uk|united kingdom)(?:,| or| and) (?:of )?(?:the )?)?(?:eu\b|eea|europe\w*"
        r"|your (?:own |home )?(?:country|state|province|jurisdiction)"
        r"|eu/eea).{0,60}|third countr\w+|united states|\busa\b|\bthe us\b|\bu\.s\.|abroad|other countries|overseas"
        r"|internationally|outside (?:of )?(?:the )?(?:uk|united kingdom)\b"
    ),
    stays_inside=(
        r"\b(?:not|never|no|don't|doesn't)\b.{0,60}(?:transfer\w*|disclos\w*|sent|send|process\w*|stored?"
        r"|moved?|shar\w+)|(?:only|solely|exclusively|always)\b.{0,60}(?:within|in|inside) (?:the "
        r")?(?:eu\b|eea|european)|no\b.{0,30}transfer\w*"
        r"|transfers?\b.{0,60}\b(?:not|never) (?:take place|occur|happen|made|carried out)"
    ),
    goes_outside=r"(?:transfer\w*|pass(?:ed|es)?\b|hosted|disclos\w*|sent|process\w*|stored?|located|hosted"
    r"|shar\w+|moved|access\w*)",
    hedged=(
        r"regularly|generally|as a rule|normally|in principle|unless|except\w*|without|primarily|mainly"
        r"|usually|if\b|typically|other than"
    ),
    noise=(
        r"accept (?:all|cookies).*|skip to (?:main )?content|menu|home|log ?in|sign ?(?:in|up)|search|close"
        r"|back to top|read more|share|we use cookies to (?:improve|ensure|give|enhance).*|toggle navigation"
        r"|(?:copyright )?©.*|copyright.*|all rights reserved.*|table of contents|edit this page.*"
    ),
)
