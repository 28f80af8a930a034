"""Languages told apart from the three that are read, and the processors that small companies name."""

import re

from portal.reading.notice.tongues.services_by_trade import SERVICES


def _names(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.replace("\n", " ").split(";"))


OTHERS = {
    "de": "und der die das ist nicht wir sie ihre ihrer von mit für auf werden wird oder des dem den zu "
    "personenbezogene daten nach bei",
    "nl": "het een van wij uw de niet voor met persoonsgegevens worden onze zijn door aan deze ook bij gegevens wordt",
    "fr": "le la les des vos nous vous est et une pour dans que sur données par être sont ou avec votre",
    "es": "el los las sus una para con que datos por del es son personales usted nuestra como al",
    "it": "il che di della dei per sono dati con una gli nel del suoi personali nostra",
    "da": "og ikke af vi dine til er der som du personoplysninger vores fra har bliver eller hvis når oplysninger",
    "no": "og ikke av vi dine til er som du personopplysninger våre fra har blir eller hvis når opplysninger deg",
    "et": "ja ning on ei või kui isikuandmete andmed teie meie kes mis selle oma isikuandmeid",
    "pl": "i w na z do jest nie danych osobowych oraz przez lub się są od dla",
    "pt": "o os as seus uma para com que dados por do da são pessoais você nossa como ao não",
}

PROCESSORS_OF_US_GROUPS = _names("""
Google; Slack; Mailchimp; MailChimp; Microsoft; Amazon Web Services; AWS; Amazon; Facebook; Meta; Instagram;
LinkedIn; Twitter; Stripe; PayPal; HubSpot; Salesforce; Zendesk; Dropbox; Zoom; Cloudflare; Apple; GitHub; Heroku;
Netlify; Vercel; DigitalOcean; SendGrid; Twilio; Mailgun; Intercom; Segment; Mixpanel; Amplitude; Sentry; Datadog;
New Relic; Asana; Trello; Atlassian; Notion; Airtable; Zapier; Calendly; DocuSign; Squarespace; WordPress.com;
Automattic; Square; Braintree; OpenAI; Anthropic; Adobe; Oracle; Auth0; Okta; Firebase; Crashlytics; Fastly; Akamai;
SurveyMonkey; Eventbrite; Patreon; Typeform; FullStory; Hotjar Inc; Cookiebot Inc; YouTube; WhatsApp; TikTok;
Pinterest; Snapchat; Quora; Reddit; Discord; Yahoo; Bing; Klaviyo; ActiveCampaign; ConvertKit; Mandrill; Postmark;
Gumroad; Chargebee; Recurly; Quickbooks; Freshworks; Pipedrive
""")
"""Companies of the United States, or of groups led from there; the word of a name is enough."""

PROCESSORS = PROCESSORS_OF_US_GROUPS + _names("""
Google Analytics; Google Workspace; G Suite; Google Drive; Google Ads; Google Cloud; Google Play Services; Google
AdSense; AdMob; Google Analytics for Firebase; Firebase Crashlytics; Firebase Analytics; Facebook Pixel; Microsoft
365; Office 365; Microsoft Azure; Azure; OneDrive; SharePoint; Microsoft Clarity; Hotjar; Matomo; Piwik; Klarna;
Paytrail; Checkout Finland; Visma; Visma Pay; Netvisor; Procountor; Fennoa; Fortnox; Briox; Maventa; Shopify;
WooCommerce; MyCashflow; Vilkas; Magento; PrestaShop; Posti; Matkahuolto; PostNord; DHL; UPS; FedEx; Schenker; DB
Schenker; Budbee; Bring; Holvi; Payson; Zettle; iZettle; SumUp; Nets; Adyen; Mollie; Trustly; Swish; MobilePay;
Svea; Walley; Collector; Qliro; Bambora; Lowell; Intrum; Ropo; Timma; Vello; Koti Puhtaaksi; Lianamailer; Liana;
Postiviidakko; Creamailer; Gruppo; Emaileri; Apsis; Get a Newsletter; Rule; Brevo; Sendinblue; Mailjet; MailerLite;
GetResponse; Campaign Monitor; Constant Contact; Zoho; Hetzner; OVH; Scaleway; UpCloud; Louhi; Zoner; Planeetta;
Hostingpalvelu; Nebula; Telia; Elisa; DNA; Loopia; One.com; Binero; Seravo; Wix; Webflow; WordPress; Wordpress;
Jetpack; Akismet; Gravatar; Giosg; Leadoo; Leadfeeder; Dealfront; Lime; Teamtailor; LeadDesk; Surveypal; Webropol;
Questback; Trustpilot; Trustmary; Disqus; Plausible; Fathom; Cookiebot; Usercentrics; Suomen Asiakastieto;
Finvoice; TestFlight; App Store; Google Play; Unity; Unity Ads; AppLovin; Flurry; OneSignal; Expo;
Supabase; MongoDB Atlas; Bugsnag; Rollbar; LogRocket; Paddle; Lemon Squeezy; RevenueCat; Ko-fi; Bandcamp; Sketchfab;
Tawk.to; Crisp; Algolia; Mapbox; OpenStreetMap; HERE Maps; HERE Technologies; reCAPTCHA; Google Maps; Google Fonts;
Gmail; Teams;
SoundCloud; Spotify; Vimeo; Bokadirekt; Skatteverket; Verohallinto; Kela; Accountor; Talenom; Rantalainen; Azets;
Aallon; PwC; KPMG; Deloitte; EY; Formspree; FormSubmit; Web3Forms; EmailJS; Getform; Formspark; Netlify Forms;
Google Forms; Google Analytics 4; Google Tag Manager; Google Firebase; Google Firebase Analytics; Google Firebase
Crashlytics; Google Calendar; Google Sheets; Google Search Console; Google Workspace & Cloud; GitHub Pages; Cloudflare
Pages; Cloudflare Workers; Cloudflare Turnstile; Cloudflare Web Analytics; Vercel Analytics; Meta Pixel; Microsoft
Teams; Microsoft Outlook; Microsoft Forms; Outlook.com; Outlook; Resend; Jotform; Tally; Framer; Carrd; Jimdo; Weebly;
GoDaddy; Namecheap; Hostinger; Bluehost; SiteGround; IONOS; Contabo; Linode; Fly.io; Cal.com; SimplyBook;
DropBox; GoogleDocs; Google Docs; Wix.com;
SimplyBook.me;
Booksy; Bokun; FareHarbor; Johku; Wolt; Foodora; Phorest; Slotti; Zoezi; Trainerize; Strava; Garmin; Polar Flow;
myClub;
Suomisport; Nimenhuuto; Jopox; SportAdmin; IdrottOnline; Laget.se; svenskalag.se; Flomembers; FloMembers;
Yhdistysavain;
Avoine; Membook; Kide.app; Lyyti; Tiketti; Lippu.fi; Liveto; Zervant; Isolta; Bokio; PE Accounting; Wint; Kleer;
SpeedLedger; Björn Lundén; Heeros; Lemonsoft; Severa; Admicom; Finago; Billogram; Billecta; Domainhotelli; Webhotelli;
Websupport; Misshosting; Oderland; Inleed; GleSYS; Bahnhof; FS Data; Levonline; Miss Hosting; Webnode; Kotisivukone;
Snoobi; Serviceform; Smartlook; Umami; GoatCounter; Counter.dev; Piwik PRO; Simple Analytics; PostHog; Cloudinary;
Telegram; ProtonMail; Proton Mail; Fastmail; Apple Pay; Google Pay; Viva Wallet; Viva.com; Worldline;
Clerk; Neon; Upstash; Appwrite; PlanetScale; Beehiiv; Substack; Memberful; Replit; Mistral; Euroloan; Sparbanken;
Trafikverket; Transportstyrelsen; Försäkringskassan; Bolagsverket; Kronofogden;
Pensionsmyndigheten; Arbetsförmedlingen; Traficom; Maanmittauslaitos; Patentti- ja rekisterihallitus;
Digi- ja väestötietovirasto; Tulli;
Tilastokeskus; Migri; Ulosottolaitos; Oikeusrekisterikeskus;
Railway.app; Backblaze; Bunny.net; BunnyCDN; ElevenLabs; Deepgram; Perplexity; n8n; Fillout; Paperform;
Formcarry; Buttondown; EmailOctopus; Moosend; Omnisend; Ungapped; Voyado; 46elks; Telavox; Vonage; Infobip;
BokaMera; Bokamera; Mindbody; Vagaro; Setmore; YouCanBookMe; Sirvoy; Booking.com; Airbnb; Semrush; Pirsch;
Siteimprove; Vainu; Albacross; Lipscore; Judge.me; Yotpo; Verifone; Nexi; Planday; Personio; Basware; Pagero;
Kivra; ePassi; Smartum; Edenred; Scrive; Assently; Oneflow; GetAccept; Signicat; Criipto; Wordfence; Sucuri;
CookieYes; Iubenda; OneTrust; Termly; Elastx; Safespring; Cleura; jsDelivr; cdnjs; Pusher; Mailerlite;
Resurs Bank; Svea Ekonomi; Svea Bank; Ikano Bank; Momence; Netigate; Aspia; Barclays; CitySprint;
Famly; Momoyoga; Cardskipper; Billetto; Tripadvisor; Hotels.com; Visit Group; Postmark; Checkatrade; Jobber;
Collectum; Securitas; Evidensia; Timewave; Enerfit; Merit Aktiva; Skolinspektionen;
Utbildningsstyrelsen; Skolverket; Livsmedelsverket; Jordbruksverket;
Migrationsverket; Lantmäteriet; Ruokavirasto;
Opetushallitus; HMRC; DVLA; Ofsted; Help Scout; Big Cartel; Folksy; Etsy; Parcel2Go; QuickFile;
Hallmaster; Teamup; Unikum; Atea; Abicart; Quickbutik; Viskan; Nets Easy; Kanta-palvelut;
Reseptikeskus; Omakanta; Syke; Xero; GoCardless; FreeAgent; Flickr; Canva; Evernote; OneNote;
WeTransfer; Tresorit; Google Meet; Google Workspace for Education; Skype;
Webex; Whereby; Doxy.me; Teachable; Thinkific; Kajabi; Podia; Flodesk; DeepL; ChatGPT; Copilot; Webcollect;
WebCollect; HalSail; Cliniko; Acuity Scheduling; Bookwhen; Fresha; Treatwell; Moneypenny; Royal Mail; Evri; DPD; GLS;
InPost; Yodel; Parcelforce; Posti Oyj; Airmee; Instabox; Instabee; CityMail; Best Transport; Timecenter; TimeCenter;
Hemsida24; Riksbyggen; Folksam; Länsförsäkringar; Trygg-Hansa; Agria; Sveland; LähiTapiola; Fennia; Pohjola Vakuutus;
Nordea; Handelsbanken; Swedbank; Danske Bank; Aktia; S-Pankki; Provet Cloud; Diarium; Ajas; Nettivaraus; Avoinna24;
Interflora; Freshdesk; Freshbooks; FreshBooks; Hogia; Kontek; Monitor ERP; Jeeves; Upsales; Lundalogik; SuperOffice;
Monday.com; ClickUp; Todoist; Basecamp; Figma; Bitwarden; LastPass; 1Password; Nextcloud; pCloud; Amazon S3; Azure AD;
Mailpoet; MailPoet; Rapidmail; CleverReach; Anpdm; Rule Communication; Lime Technologies; TheFork; Tablein; Zenchef;
Caspeco; Quinyx; Personalkollen; Fakturia; Ukko.fi; UKKO.fi; OP Kevytyrittäjä; Odeal; Palkkaus.fi; Palkkaamo; Mepco;
Sympa; Tikon; Fivaldi; Solteq; Wakaru; Beds24; Cloudbeds; Expedia; Smoobu; Lodgify; Guesty; Hostaway; Tripletex;
e-conomic; Shipit; nShift; Unifaun; Fraktjakt; Sendify; Shipmondo; Pakettikauppa; Lähitaksi; Sketchup; Adobe Sign;
Dropbox Sign; HelloSign; PandaDoc; Visma Sign; Telia Sign; Sarake Sign; Nordhealth; Kaddio; Webdoc; WriteUpp; Jane
App; Physitrack; PhysiApp; Trustist; Feefo; Reviews.io; Looker Studio; Data Studio; Typekit; Adobe Fonts; Font
Awesome; Stack Exchange; Statcounter; StatCounter;
Google Places; Google Photos; Google Translate; Google Chat; Google Classroom; Google Optimize; Google Signals; Google
Ad Manager; Google Marketing Platform; Google DoubleClick; DoubleClick; Google Sign-In; Google Cloud Platform; Google
Cloud Storage; Google Cloud Vision; Google Gemini; Google Business Profile; Google Merchant Center; Google Contacts;
Microsoft Bookings; Microsoft Dynamics; Microsoft Entra; Microsoft Advertising; Microsoft Exchange; Bing Ads;
Facebook Ads; Facebook Messenger; Meta Business Suite; Amazon SES; Amazon CloudFront; Amazon Pay; CloudFront;
Google Play Billing; Apple In-App Purchase; Firebase Cloud Messaging; Firebase Authentication; Firebase Firestore;
Cloud Firestore; Firebase Storage; Firebase Hosting; Firebase Realtime Database; Firebase Remote Config; Firebase
Performance Monitoring; Google Kalender; Google Kalenteri; Mistral AI; Digital Ocean; An Post; Omniva; Deutsche Post;
PostNL; Swiss Post; Itella; Smartpost; Bussgods; DSV; ChurchSuite; Plausible Analytics; Plausible.io; Fathom Analytics;
Umami Analytics; Vercel Speed Insights; Google AdWords; Google Apps; Google Cloud SQL; Microsoft Office 365; Facebook
Business; Have I Been Pwned; Adtraction; Google AdMob; Unsplash; Ficolo; Cookiefirst; CookieFirst; Complianz
""")

PROCESSORS += SERVICES
PROCESSORS += tuple(one.capitalize() for one in PROCESSORS if re.fullmatch(r"(?:[A-Z][a-z]+){2,}", one))
"""`HubSpot` is written `Hubspot` as well."""

ALSO_OTHERS = frozenset(
    _names("""
Rule; Lime; Square; Crisp; Bring; Segment; Notion; Unity; Expo; Teams; Suomen; Koti; Get; Miss; FS; Digi-; Polar;
Simple; New; Campaign; Constant; Björn; Viva; Proton; Collector; Elisa; Louhi; Zoom; Visma; Nebula; Planeetta; Zoner;
Aallon; Telia; Accountor; Talenom; Clerk; Neon; Mistral
""")
)
"""First words of processors' names with which a company of another name may begin as well."""

NOT_RECIPIENTS = _names("""
GDPR; Inc; LLC; GmbH; Corp; EU; ETA; EEA; EES; Euroopan; European; Union; Commission; Article; Art; Internet;
Cookies; Cookie; Oy; Ab;
Ltd; Finland; Suomi; Suomen; Sweden; Sverige; Finnish; Swedish; USA; US; United States; Privacy Shield; IP; URL;
CRM; ERP; SCC; DPA; Android; iOS; Windows; macOS; Linux; Chrome; Safari; Firefox; JSON; PDF; HTTPS; SSL; TLS; API;
IoT; PCI; Next Generation; Kuka; Kenelle; Ketkä; Vem; Vilka; Who; Whom;
SQLite; IndexedDB; LocalStorage; SessionStorage; SecureStore; Next.js; Node.js; APIs; SDKs; Webbanalys; NIS 2;
HealthKit; JavaScript; Bluetooth LE; RUT; ROT; VAT; Bluetooth; WiFi; Wi-Fi; Excel; Word
""")
"""Words in capitals that name nobody who receives data."""
