"""Services and bodies that small companies, associations and makers of apps name in their notices, by what they do.

Only names that are no common words: they are heard wherever a notice tells of the company's own doings.
"""

_ANALYTICS = """
Statsig; Emarsys; Criteo; Taboola; Outbrain; Adform; AdRoll; Quantcast; Comscore; Chartbeat; Parse.ly; Heap Analytics;
Appcues; Userpilot; Mouseflow; Crazy Egg; Lucky Orange; Inspectlet; Optimizely; AB Tasty; LaunchDarkly; ConfigCat;
GrowthBook; Countly; Localytics; AppsFlyer; Kochava; Tenjin; GameAnalytics; deltaDNA; ironSource; IronSource;
Iron Source; Vungle; Chartboost; AdColony; Tapjoy; InMobi; Fyber; Digital Turbine; Mintegral; Pangle; Moloco; Smaato;
PubMatic; Magnite; Xandr; OpenX; Unity Analytics; Google Analytics 360; Adobe Analytics; Adobe Experience Cloud;
Yandex Metrica; Yandex.Metrica; Cloudflare Analytics; Cloudflare Insights; Cabin Analytics; Kissmetrics;
TelemetryDeck; Aptabase; Swetrix; Rybbit; Visitor Queue; Lead Forensics; Clearbit; Apollo.io; ZoomInfo; Lusha;
Segment.io; mParticle; RudderStack; Tealium; Ezoic; Media.net; Google Ad Exchange; LinkedIn Insight Tag; LinkedIn Ads;
Meta Ads; TikTok Pixel; TikTok Ads; Pinterest Tag; Snapchat Pixel; Twitter Ads; Bing Webmaster Tools
"""
_AFFILIATES = """
Awin; Flexoffers; FlexOffers; Zanox; Affilinet; Webgains; Tradetracker; TradeTracker; Tradedoubler; TradeDoubler;
Daisycon; CJ Affiliate; Belboon; Adcell; Adrecord; Partnerize; Impact Radius; Rakuten Advertising; ShareASale;
Skimlinks; Amazon Associates; Double.net; Adservice; Euroads; Smartresponse
"""
_CONSENT = """
Didomi; Sourcepoint; TrustArc; Osano; Cookie-Script; CookieHub; Cookie Information; CookiePro; Secure Privacy; Klaro;
Consentmanager; Axeptio; hCaptcha; Friendly Captcha; Imperva; Patchstack
"""
_HOSTS = """
OVHcloud; Leaseweb; Vultr; Infomaniak; Exoscale; Gandi; Porkbun; DreamHost; Dreamhost; A2 Hosting; HostGator;
WP Engine; Kinsta; Platform.sh; Cloudways; Fasthosts; 123-reg; Simply.com; UnoEuro; Domeneshop; Shellit; Neutech;
Euronic; Sigmatic; Suncomet; Creanova; Hetzner Cloud; Hetzner Online; Equinix; Telia Cygate; City Network; Ballou;
Crystone; Surftown; Egensajt; Manufrog; Beebyte; Obehosting; Netcup; Mittwald; Host Europe; All-Inkl; PythonAnywhere;
Glitch.com; Render.com; Koyeb; Northflank; Deno Deploy; Surge.sh; Read the Docs; Gitea; GitLab; GitLab Pages;
Bitbucket; Codeberg; Azure DevOps; Azure Functions; Azure SQL; Azure Blob Storage; Azure Storage; Azure App Service;
Azure Static Web Apps; Azure Active Directory; Azure Communication Services; Application Insights; Azure Monitor;
Azure OpenAI; Amazon EC2; Amazon RDS; Amazon Cognito; Amazon Bedrock; Amazon Polly; Amazon Rekognition;
Amazon DynamoDB; DynamoDB; AWS Lambda; AWS Amplify; AWS S3; AWS SES; AWS Cognito; AWS Bedrock; AWS CloudFront;
AWS RDS; Google Cloud Run; Google Cloud Functions; Google Compute Engine; Google App Engine; Google BigQuery;
BigQuery; Google Vertex AI; Vertex AI; Google AI Studio; Gemini API; Google Gemini API; Google Cloud Speech-to-Text;
Google Cloud Translation; Google Maps Platform; Google Maps API; Google Places API; Google Safe Browsing;
Google Drive API; Google Calendar API; Google Play Console; Google Play Games; Google reCAPTCHA; Cloudflare R2;
Cloudflare D1; Cloudflare Images; Cloudflare Stream; Cloudflare Access; Cloudflare Zero Trust; Cloudflare KV;
Vercel Postgres; Vercel Blob; Vercel KV; Neon Postgres; Neon PostgreSQL; Neon Database; Xata; CockroachDB;
CockroachLabs; Cockroach Labs; Redis Cloud; Redis Labs; Aiven; ScaleGrid; Elastic Cloud; InfluxDB Cloud; Snowflake;
Databricks; Nhost; Back4App; Backendless; PocketHost; Directus Cloud; Contentful; Sanity.io; Storyblok; Prismic;
DatoCMS; Hygraph; Ghost.org; UploadThing; ImageKit; Imgix; Uploadcare; Wistia; Vidyard; Backblaze B2; Wasabi; Egnyte;
Sync.com; Synology; Acronis; Veeam; KeyCDN; StackPath; BunnyWay; unpkg; Bootstrap CDN; BootstrapCDN; MaxCDN; Gcore
"""
_FAULTS = """
Papertrail; Loggly; Logz.io; Sumo Logic; Honeycomb.io; Honeybadger; Airbrake; Raygun; Instabug; TestFairy; App Center;
Visual Studio App Center; HockeyApp; UXCam; GlitchTip; Better Stack; BetterStack; Logtail; UptimeRobot; Pingdom;
StatusCake; Grafana Cloud; Dynatrace; AppDynamics; Splunk; Axiom.co; Highlight.io; Langfuse; LangSmith; Helicone;
AppSignal; Scout APM; Embrace.io; Bugfender; Microsoft App Center; Atlassian Statuspage; PagerDuty; Opsgenie
"""
_MACHINES = """
OpenRouter; Cohere; Groq; Together AI; Together.ai; Fireworks AI; Hugging Face; HuggingFace; Stability AI; Midjourney;
AssemblyAI; Speechmatics; DeepSeek; Pinecone; Weaviate; Qdrant; Cloudmersive; OCR.space; Rev.ai; Descript; Otter.ai;
Fireflies.ai; Synthesia; HeyGen; Black Forest Labs; fal.ai; Fal.ai; RunPod; Modal Labs; LangChain; Voiceflow;
Botpress; Dialogflow; Ebbot; Boost.ai; Ultimate.ai; Azure AI; Azure Cognitive Services; GitHub Copilot; xAI;
OpenAI API; ChatGPT API; Claude API; Whisper API; Google Speech; Google Cloud AI; Lovable; Base44; Bubble.io;
FlutterFlow; Softr; Glide Apps
"""
_IDENTITY = """
FusionAuth; WorkOS; Stytch; Magic.link; Descope; Kinde; SuperTokens; Frontegg; Firebase Auth; Auth.js;
Microsoft Entra ID; Azure AD B2C; Freja eID; Finansiell ID-Teknik; Nets eID; Idura; Telia Tunnistus; Onfido; Veriff;
Jumio; Sumsub; iDenfy; ZignSec; Suomi.fi-tunnistus; Eduuni-ID; SWAMID; OneLogin; Duo Security; Yubico
"""
_PAYMENT = """
Checkout.com; Paysafe; Skrill; Neteller; Payoneer; TransferWise; Revolut; PayEx; Payex; Swedbank Pay; DIBS; Dibs;
Quickpay; QuickPay; Svea Payments; Maksuturva; Payment Highway; Bluecode; Vipps; Vipps MobilePay; Zimpler;
Brite Payments; Plaid; Nordigen; SlimPay; Ingenico; Elavon; Worldpay; WorldPay; Fiserv; Authorize.net; 2Checkout;
FastSpring; Surfboard Payments; Flatpay; myPOS; Loyverse; Ancon; Trivec; Onslip; Payplug; Payrexx; Paymill; Coinbase;
BitPay; OpenNode; BTCPay; Klarna Checkout; Klarna Payments; Paytrail Oyj; Avarda; Walley Checkout; Hokodo; Billmate;
Payer Financial Services; Bankgirot; Bankgirocentralen; Open Collective; GitHub Sponsors; Buy Me a Coffee;
Buy Me A Coffee; Liberapay; Donorbox; Adapty; Qonversion; Superwall; Glassfy; Lightspeed POS; Shopify Payments;
Shop Pay; Afterpay; Clearpay; Ratepay; Opayo; SagePay; Sage Pay
"""
_BOOKS = """
Talgraf; Econet; eTasku; Bezala; Procuria; Eezy Kevytyrittäjät; Truster; Visma eEkonomi; Visma Spcs;
Visma eAccounting; Visma Administration; Visma Lön; Visma Severa; Visma Fivaldi; Visma Netvisor; Dooer; Crona Lön;
Flex HRM; Heroma; Medius; Zenegy; Spiris; Capego; Wolters Kluwer; Dinero; Billy Regnskab; Holded; Sage Accounting;
KashFlow; Wave Accounting; Invoice Ninja; InvoiceXpress; QuickBooks; QuickBooks Online; Intuit; Odoo;
Microsoft Dynamics 365; Business Central; NetSuite; SAP; Monitor G5; Pyramid Business Studio; Unikum Pyramid; Exsitec;
Ludvig & Co; LRF Konsult; Grant Thornton; BDO; Mazars; Ernst & Young; Greenstep; Rantalainen-yhtiöt;
Tilitoimisto Rantalainen; Apix Messaging; Apix; Opus Capita; OpusCapita; InExchange; Crediflow; Postiportti; OmaPosti;
Netposti; Ropo Capital; Ropo24; Visma Amili; Alektum; Alektum Group; Sergel; Kredinor; Svea Inkasso; Svea Perintä;
Visma Duetto; Bisnode; Dun & Bradstreet; Creditsafe; UC AB; Upplysningscentralen; Asiakastieto; Enento; Ilmarinen;
Keva; Eläketurvakeskus; Työllisyysrahasto; Alecta
"""
_MAIL = """
AWeber; Benchmark Email; Elastic Email; SparkPost; MessageBird; Loops.so; Customer.io; Iterable; Airship; Pushwoosh;
Novu; Ortto; Apsis One; eMarketeer; Symplify; LianaCEM; LianaMailer; Koodiviidakko; TinyLetter; Tinyletter; Listmonk;
Acumbamail; Mailtrap; Mailersend; MailerSend; Postmarkapp; SMTP2GO; SocketLabs; Zoho Mail; Zoho Campaigns; Zoho CRM;
Google Groups; Twilio SendGrid; Twilio Segment; SendPulse; Sender.net; Vertical Response; EmailLabs; Mailkit;
Drip.com; Keap; Infusionsoft; Ontraport; Kit.com; Braze; Dotdigital; dotmailer; Agillic; Migadu; Mailbox.org;
Tutanota; Posteo; Hushmail; Zivver; Mimecast; Barracuda; Proofpoint; GatewayAPI; LINK Mobility; Link Mobility; Sinch;
Clickatell; Plivo; Nexmo; SMSAPI; ClickSend; Esendex; Pixie SMS; Bandwidth.com; RingCentral; Aircall; Dstny; Soluno;
Tele2; Enreach; Benemen; Lynes; Hi3G; Trengo; Chatwoot; Tidio; LiveChat; LiveAgent; Olark; Userlike; Gorgias; Kundo;
imBox; ImBox; Ninchat; Kayako; HelpScout; Zopim; JivoChat; Smartsupp; Chatra; Landbot; ManyChat; Crisp Chat;
Freshchat; Drift.com; Happeo; Slaask; Userback; Canny; UserVoice; Featurebase; Sleekplan; Productboard; Mattermost;
Zulip; Rocket.Chat; Viber; Threema; Jitsi; Jitsi Meet; GoToMeeting; GoToWebinar; Livestorm; Demio; Crowdcast;
StreamYard; Hopin
"""
_FORMS = """
Cognito Forms; Wufoo; Formstack; Zoho Forms; Formbricks; Formsite; Formdesk; SurveyGizmo; Alchemer; SurveySparrow;
Qualtrics; LimeSurvey; REDCap; ZEF; Enalyzer; Questionpro; QuestionPro; Esmaker; Survio; SoSci Survey; Prolific;
Amazon Mechanical Turk; Lomake.fi; Staticforms; StaticForms; Formsubmit.co; formsubmit.co; Un-static; Fabform;
HeroTofu; Kwes; Mentimeter; Slido; Kahoot; Doodle.com; Framadate; Zeffy; Donately; JustGiving; Mailhide; OptinMonster;
Elfsight; POWR; Common Ninja; AddThis; AddToAny; ShareThis; Taggbox; Juicer.io; Smash Balloon; EmbedSocial;
Curator.io; Flowbox
"""
_BOOKING = """
Varaaheti; Timify; EasyPractice; PatientSky; Clinic Buddy; Platform24; Visiba Care; Cliento; Voady; Boka.se;
Waiteraid; Bokabord; TableOnline; DinnerBooking; ResDiary; OpenTable; Quandoo; easyTable; EasyTable; Gastrofix;
Appointy; Appointlet; Doodle; Koalendar; Zcal; TidyCal; SavvyCal; HubSpot Meetings; OnceHub; Reservio; Reservanto;
Square Appointments; Planyo; Checkfront; Rezdy; Bókun; Peek Pro; Regiondo; TrekkSoft; Visbook; BookVisit; Bookvisit;
Hotellinx; Lomarengas; Nettimökki; Vrbo; VRBO; HomeAway; Stugknuten; Novasol; SiteMinder; RoomRaccoon; eviivo;
Little Hotelier; Hostfully; Hospitable; Uplisting; TravelPerk; WeTravel; Glofox; Gymcatch; TeamUp; Wodify; SugarWOD;
Zen Planner; PerfectGym; Exorlive; ExorLive; Gymdata; BRP Systems; Membro; ClassPass; Bruce App; Virtuagym; Playtomic;
Matchi; MATCHi; CintoIA; WiseNetwork; Wisegym; Enkora; DynamicHealth; Assisdent; Opus Dental; Muntra; Frenda;
Lifecare; Mediatri; Cambio Cosmic; Mediconsult; Inera; Nordic Healthcare Group; Medanets; Oiva Health; Movendos;
Heeros PSA; VetServe; Sanimalis; Provet; Digivet
"""
_SHOPS = """
Textalk; Starweb; WikingGruppen; Wikinggruppen; Askås; Jetshop; Litium; Prisjakt; PriceRunner; Pricerunner; Kelkoo;
ePages; ProsperCart; Shoporama; Ecwid; BigCommerce; Spreadshirt; Printful; Printify; Redbubble; Teespring; Society6;
Tradera; Blocket; Tori.fi; Huuto.net; eBay; Discogs; Bandsintown; Earlybird; Porterbuddy; Jetpak; TNT; Consignor;
Webshipper; Shipfunk; Ongoing WMS; Logtrade; Sendcloud; ShipStation; Shippo; EasyPost; AfterShip; Parcelmonkey;
Royal Mail Group; bpost; PostEurop; Itella Posti; Latvijas Pasts; DPD Eesti; Venipak; Wolt Drive; Foodora Market;
Uber Eats; Bolt Food; OrderYOYO; Qopla; Weiq; ResQ Club; Too Good To Go; Loyalistic; LoyaltyLion; Smile.io;
Yotpo Loyalty; Stamped.io; Loox; Okendo; Bazaarvoice; Reviews.co.uk; Google Customer Reviews; Ekomi; eKomi;
Testfreaks; Voyado Engage; Rule.io; Nosto; Frosmo; Klevu; Apptus; Loop54; Hello Retail; Clerk.io; Custobar; Depict;
Bynder
"""
_MEMBERS = """
Sporttisaitti; Sense by Avoine; eTapahtuma; Eventilla; NetTicket; Fienta; Tickster; Nortic; Nortic Ticket;
Ticketmaster; Eventim; Trippus; Invajo; MinFotboll; Fogis; FOGIS; ProCup; Cupmate; Profixio; TeamSnap; Spond;
SportsMember; MemberCare; Föreningssupport; BoardEaze; Zynatic; Scoutnet; Kuksa; Online Scout Manager; Indico; Pretix;
pretix; Ticket Tailor; TicketTailor; TryBooking; Meetup; Meetup.com; Eventzilla; Sched; Whova; Swapcard; Bizzabo;
Hubilo; EasyChair; ConfTool; OpenConf; Sessionize; CFP.io; Membermojo; MemberPress; Wild Apricot; WildApricot;
Glue Up; Raklet; Join It; ClubExpress; LoveAdmin; Pitchero; ClubSpark; Club Manager; Clubee; RaceDocs; RaceID;
Raceone; Neptron; Webscorer; MyLaps; Trackmaxx; Sportident; SPORTident; Manage2Sail; Sailwave; SailRaceHQ;
Kisakalenteri; SuomiSport; Dans.se; Dans.nu; Kyrksam; Planning Center; ChurchTools; Breeze ChMS; Subsplash; Tithely
"""
_STAFF = """
Greenhouse.io; Workable; Recruitee; TalentAdore; Rekrytointi.com; Duunitori; Jobylon; ReachMee; Varbi; Visma Recruit;
SmartRecruiters; BambooHR; HiBob; Simployer; Benify; Winningtemp; Eletive; Heartpace; Jobly; Factorial HR; Deel;
Remote.com; Oyster HR; Maptionnaire; Howspace; Teamgo; Tamigo; Timebutler; Clockify; Toggl; Toggl Track; Miro;
Confluence; Jira; Productive.io; Smartsheet; Wrike; Teamwork.com; Dropbox Business; Google One; Procore; Dalux;
Bluebeam; Next Project; Ordrestyring; Bygglet; Hantverksdata; SmartDok; Fonecta; Simpleko
"""
_SCHOOL = """
Moodle; itslearning; Itslearning; Vklass; InfoMentor; SchoolSoft; Schoolsoft; Skola24; Edlevo; StudyAlong; Eepos;
Visma InSchool; Peda.net; Quizlet; Socrative; ClassDojo; Showbie; Funet; Sunet; SUNET; Ladok; LADOK; WebOodi; Eduuni;
Antagning.se; Turnitin; Ouriginal; Urkund; Inspera; DigiExam; Exam.net; Examnet; Panopto; Kaltura; Echo360; Padlet;
Flinga; ThingLink; Claned; Eduhouse; LearnDash; LearnWorlds; TalentLMS; Vuolearning; Valamis; EdApp; Coursera; Udemy;
Datacamp; Codecademy; GitHub Classroom; Overleaf; Zenodo; CSC – Tieteen tietotekniikan keskus
"""
_PLACES = """
Open-Meteo; OpenWeatherMap; OpenWeather; WeatherAPI; SMHI; MET Norway; Yr.no; Digitransit; Trafiklab; Nominatim;
OpenCage; OpenRouteService; GraphHopper; TomTom; ArcGIS; Esri; Stadia Maps; Thunderforest; MapTiler; Maptiler;
what3words; IPinfo; ipinfo.io; ipify; MaxMind; ipstack; ipapi.co; ip-api.com; Geoapify; LocationIQ; Positionstack;
Radar.io; Mapillary; TMDB; The Movie Database; Open Food Facts; OpenFoodFacts; Nutritionix; Edamam; Spoonacular;
Open Library; Google Books; Last.fm; MusicBrainz; Giphy; GIPHY; Imgur; Pexels; Pixabay; Libravatar; Codemagic;
Bitrise; Capgo; Appetize; AppFollow; Applyzer; Diawi; PlayFab; GameLift; Photon Engine; Vivox; GameSparks; Nakama;
itch.io; Modrinth; CurseForge; Epic Online Services; BattlEye; EasyAntiCheat; Polar AccessLink; TrainingPeaks;
Strava API; Terra API; Spike API; Tibber; Nabu Casa; Blynk; Particle.io; Arduino Cloud; HiveMQ; PubNub; Ably;
Agora.io; LiveKit; Daily.co; Twilio Video; Vonage Video; Zoom Video Communications; Stream Chat; GetStream; Sendbird;
CometChat; TalkJS; BigDataCloud; unpkg.com; esm.sh; Toolforge
"""
_AUTHORITIES = """
Polismyndigheten; Socialstyrelsen; Inspektionen för vård och omsorg; Naturvårdsverket; Statistiska centralbyrån;
Boverket; Tullverket; Folkhälsomyndigheten; Centrala studiestödsnämnden; Länsstyrelsen; Valvira; Fimea; Findata;
Tulorekisteri; Kansaneläkelaitos; Kuluttajariitalautakunta; Liikenne- ja viestintävirasto; Väestörekisterikeskus;
Patent- och registerstyrelsen; Skatteförvaltningen; Folkpensionsanstalten; Statistikcentralen;
Finnish Tax Administration; Swedish Tax Agency; Trafikförsäkringsföreningen; Liikennevakuutuskeskus;
Potilasvakuutuskeskus; Patientförsäkringen; Löf
"""


def _names(*texts: str) -> tuple[str, ...]:
    every = (" ".join(one.split()) for text in texts for one in text.split(";"))
    return tuple(dict.fromkeys(one for one in every if one))


SERVICES = _names(
    *(_ANALYTICS, _AFFILIATES, _CONSENT, _HOSTS, _FAULTS, _MACHINES, _IDENTITY, _PAYMENT, _BOOKS, _MAIL, _FORMS),
    *(_BOOKING, _SHOPS, _MEMBERS, _STAFF, _SCHOOL, _PLACES, _AUTHORITIES),
)
"""All of them, each once."""
