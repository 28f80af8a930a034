"""What services do for a small company, as it stands in a heading, a label or the first column of a table."""

import re

_FI = (
    r"ajanvarau(?:s|kset|kse\w*)|varau(?:s|kset)(?:kalenteri|järjestelmä)?"
    r"|laskut(?:us)?|laskutusohjelma|maksu(?:t|liikenne)?|maksaminen"
    r"|(?:verkko|kortti)maksut?|maksunvälitys|kirjanpito|palkanlaskenta|palkat"
    r"|taloushallinto|perintä|sähköpostit?|sähköpostilista"
    r"|uutiskirjeet?|postituslista|kotisivut?|verkkosivu(?:t|sto)?|nettisivut?"
    r"|verkkokauppa|palvelin|palvelimet|hosting|webhotelli"
    r"|webhosting|domain|analytiikka|kävijä(?:seuranta|tilastot?|analytiikka)"
    r"|tilastointi|lomak(?:e|keet)|yhteydenottolomake"
    r"|chat|toimitu(?:s|kset)|kuljetu(?:s|kset)|lähety(?:s|kset)|postitus"
    r"|etävastaanotto|etätapaami(?:nen|set)|videopuhelut"
    r"|potilas(?:kertomu(?:s|kset)|tiedot|järjestelmä)|asiakasrekisteri"
    r"|asiakashallinta|toiminnanohjaus|jäsenrekisteri|ilmoittautumi(?:nen|set)"
    r"|varmuuskopiot?|varmuuskopiointi|tallennus|pilvitallennus|allekirjoitus"
    r"|sähköinen allekirjoitus|puhelin(?:vaihde|palvelu)?|tekstiviestit?"
    r"|kurssi(?:alusta|t)|videot|kalenteri|painotyöt|paino|vakuutus|kyselyt?"
    r"|liput|kartat|työvuorot|palautukset|tilaus|tilaukset|maksutavat|myynti"
    r"|postitukset|rahat|viestintä|varmuuskopiot|markkinointi|mainonta|rekrytointi"
    r"|tulospalvelu|ajanotto|kassa"
    r"(?:järjestelmä)?|kassajärjestelmä|verotus|tilintarkastus|pankki|it-tuki|tietokanta|kirjautuminen"
)
_SV = (
    r"(?:tids)?bokning(?:ar|en|ssystem)?|fakturering|faktur(?:a|or|orna)"
    r"|betalning(?:ar|en|slösning|ssätt)?|kortbetalning(?:ar)?|bokföring"
    r"|redovisning|ekonomi(?:system)?|lön(?:er|ehantering)?|inkasso|e-?post"
    r"|mejl(?:en)?|mail|nyhetsbrev|utskick|mejllista|hemsida(?:n)?"
    r"|webb(?:plats(?:en)?|sida(?:n)?|butik(?:en)?|hotell|shop)|webbhotell|hosting"
    r"|drift|server|domän|statistik|analys|besöksstatistik"
    r"|formulär|kontaktformulär|chatt?|leverans(?:er)?|frakt|transport(?:er)?|inkasso"
    r"|journal(?:er|system)?|journalföring|signering|avtal"
    r"|medlemsregister|kundregister|crm|anmäl(?:an|ningar)|säkerhetskopior"
    r"|säkerhetskopiering|backup|lagring|molnlagring|telefon(?:i|växel)?|sms"
    r"|påminnelser|kurser|kursplattform|video(?:r|möten|samtal)?|digitala möten"
    r"|kalender|tryck|försäkring(?:ar)?|enkäter|marknadsföring"
    r"|annonsering|rekrytering|resultat|tidtagning|kassa(?:system|n)?|rot(?:-avdraget"
    r"|-avdrag)?|revision|bank|it-stöd|it-support|databas"
    r"|e-postutskick|webb|biljett(?:er)?|kart(?:a|or)|wifi|bredband|terminal|schema"
    r"|betalsätt|betala|boka|skicka|sälja|köp|pengar|utskicken|recensioner|inloggning"
    r"|ritningar|passersystem"
)
_EN = (
    r"(?:appointment |online )?bookings?|appointments?|scheduling|invoic(?:es|ing)"
    r"|payments?|(?:card|online) payments?|billing|accounts|accounting"
    r"|book-?keeping|payroll|debt collection|e-?mails?|newsletters?|mailing lists?"
    r"|(?:our )?(?:website|web ?site|shop|online shop|web shop)"
    r"|(?:web |website )?hosting|server|domain|analytics|statistics|(?:contact "
    r")?forms?|(?:live )?chat|deliver(?:y|ies)|shipping|parcels|courier"
    r"|(?:patient |client |medical )?records|notes|signatures?|e-signing|signing"
    r"|contracts|crm|membership(?: database)?|registrations?|backups?"
    r"|(?:file |cloud )?storage|phones?|telephone|texts?|sms|text messages|reminders"
    r"|class(?:es)?|courses?|course platform|videos?|video calls"
    r"|online sessions|calendar|printing|insurance|surveys?|marketing|advertising"
    r"|recruitment|results|tickets?|ticketing|till|point of sale"
    r"|selling|paying|posting|mailing|packing|sending|ordering|writing to you"
    r"|counting|books|money|sales|post|letters|audit|bank|it support|database|login"
    r"|sign-in|authentication|error tracking"
    r"|crash reports|infrastructure|email delivery|wholesale"
)
_WHOLE = re.compile(rf"(?:{_FI}|{_SV}|{_EN})")
_SAID = re.compile(
    rf"[\d.)\s]*(?:{_FI}|{_SV}|{_EN})(?:(?:,| ja| sekä| och| samt| and| &| /|/) ?(?:{_FI}|{_SV}|{_EN}|[\w-]{{4,}}))*\.?"
    rf"|[\w-]{{2,}} (?:{_FI}|{_SV}|{_EN})"
)


_TOOLS = re.compile(
    r"(?:våra |de )?(?:hjälpmedel|verktyg|system|program|appar|leverantörer)(?: (?:som )?vi använder)?"
    r"|järjestelmät|ohjelmat|työkalut|palvelut,? joita käytämme|käyttämämme (?:palvelut|järjestelmät|ohjelmat)"
    r"|(?:our )?(?:tools|systems|helpers|software|apps)(?: (?:that )?we use)?|third[- ]party sdks?"
    r"|mitä (?:järjestelmiä|palveluita|palveluja|ohjelmia|työkaluja) (?:me )?käytämme"
    r"|vilka (?:system|tjänster|verktyg|program) (?:vi använder|använder vi)"
    r"|(?:what|which) (?:tools|systems|services|software) (?:do )?we use"
    r"|när du (?:bokar|betalar|handlar|beställer|köper|anmäler dig|kontaktar oss|skriver till oss)"
    r"|kun (?:varaat|maksat|tilaat|ostat|ilmoittaudut|otat yhteyttä)"
    r"|when you (?:book|pay|order|buy|sign up|contact us|write(?: to us)?|subscribe|join)"
)
"""Headings of what a company uses, or of an occasion on which it does."""


def is_function(text: str) -> bool:
    """Whether words are what a service does, and so the name of none."""
    return _WHOLE.fullmatch(text.casefold()) is not None


def tells_function(low: str) -> bool:
    """Whether a heading or a label says what a service does."""
    return _SAID.fullmatch(low.strip()) is not None or _TOOLS.fullmatch(low.strip(" .:?")) is not None
