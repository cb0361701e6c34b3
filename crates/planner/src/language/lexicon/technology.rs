//! What is built, what it is written in, what it runs on.

use cloudwhisper_api::requirements::{AppType, Compute, Framework};

use super::{Concept, Entry, Runtime, Vague};

const INSTANCE: &str = "AWS::EC2::Instance";
const FUNCTION: &str = "AWS::Lambda::Function";
const ECS: &str = "AWS::ECS::Service";

pub(super) const TABLE: &[Entry] = &[
    // What is built
    Entry::new(
        Concept::App(AppType::StaticSite),
        "static site|static website|static web site|static page|static web page|static webpage|static pages|static html|html site|html website|html page|html pages|html css|html file|html files|plain html|static files|static content|single page html|brochure site|brochure website|static frontend|static hosting|static",
        "स्थिर वेबसाइट|स्थैतिक वेबसाइट|स्टैटिक वेबसाइट|स्टेटिक वेबसाइट|स्टैटिक साइट|स्टेटिक साइट|स्थिर साइट|स्थिर पेज|स्थिर जालस्थल|स्थैतिक जालस्थल|स्थिर जाल स्थल|स्थैतिक साइट|स्टैटिक पेज|स्थिर वेब पेज|स्टैटिक|स्टेटिक|एचटीएमएल",
        "static wali website|static wali site|static si website|static si site",
    ),
    Entry::new(
        Concept::Leaning(AppType::StaticSite),
        "page with our|page with the|page with my|page with some|page about|page that shows|page that says|page showing|site that just shows|site that only shows|website that just shows|website that only shows|only shows notices|opening hours and|text and pictures|text and photos|photos and text|pictures and text|just text|only text|just information|only information|just info|only info|informational|informational site|informational website|information website|information site|cv|my cv|my resume|curriculum vitae|biodata|portfolio|portfolio site|portfolio website|landing page|blog|personal site|personal website|resume site|resume website|cv site|documentation site|docs site|wedding site|wedding website|wedding invitation|wedding page|coming soon page|homepage|home page|one pager|one page site|html|company page|company website|company site|corporate website|corporate site|business card site",
        "बस सूचनाएं|सिर्फ सूचनाएं|केवल सूचनाएं|बस सूचना दिखे|सिर्फ सूचना|पता और समय|समय और पता|एक पेज चाहिए|एक पन्ना चाहिए|सीवी|बायोडाटा|लिखा हुआ|सिर्फ जानकारी|बस जानकारी|केवल जानकारी|पोर्टफोलियो|पोर्टफ़ोलियो वेबसाइट|पोर्टफोलियो वेबसाइट|लैंडिंग पेज|एक पेज की साइट|एक पेज की वेबसाइट|एक पेज वाली साइट|एक पेज वाली वेबसाइट|एक पन्ने की साइट|एक पन्ने की वेबसाइट|सिंगल पेज साइट|शादी का कार्ड|शादी का निमंत्रण|शादी की वेबसाइट|निमंत्रण पत्र|पेज चाहिए|पेज बनाओ|पेज बनाना|पेज बनवाना|पेज बना|ब्लॉग|ब्लॉग वेबसाइट|होमपेज",
        "sirf notice|bas notice|sirf suchna dikhe|bas suchna dikhe|timing aur address|timing aur pata|pata aur timing|address aur timing|mera resume|apna resume|mera cv|text aur photo|text aur tasveer|photo aur text|photo aur pata|sirf jankari|bas jankari|sirf jaankari|bas jaankari|shaadi ki website|shadi ki website|shaadi website|ek page ki site|ek page ki website|ek page wali site|ek page wali website|single page site|single page website|shaadi ka card|shadi ka card|shaadi ka invitation|shadi ka invitation|nimantran patra|page chahiye|page banao|page banana|page banwana|page bana",
    ),
    Entry::new(
        Concept::App(AppType::Api),
        "api|json posts|http posts|post requests|rest api|restful api|http api|rest service|rest backend|rest endpoint|json api|web api|web service|graphql api|graphql backend|graphql server|graphql service|graphql endpoint|crud api|api server|api backend|api service|api endpoint|backend|back end|backend service|backend server|backend api|microservice|micro service|endpoint|webhook|webhook handler|webhook receiver|api gateway api",
        "एपीआई|ए पी आई|बैकएंड|बैकेंड|रेस्ट एपीआई|एपीआई सर्वर|ग्राफ़क्यूएल एपीआई|ग्राफक्यूएल बैकएंड|ग्राफक्यूएल सर्वर|माइक्रोसर्विस|वेब सेवा",
        "",
    ),
    Entry::new(
        Concept::App(AppType::WebApp),
        "web app|webapp|web application|web portal|portal|dashboard|admin panel|admin dashboard|online shop|online store|web shop|webshop|ecommerce|e commerce|ecommerce site|ecommerce website|e commerce website|e commerce site|ecommerce store|shopping site|shopping website|saas|saas app|saas product|cms|forum|chat app|todo app|to do app|crm|erp|social network|marketplace|booking site|booking website|booking app|full stack app|fullstack app|full stack website|full stack application|dynamic website|dynamic site|interactive site|interactive website|learning platform",
        "वेब ऐप|वेब एप|वेबऐप|वेब ऐप्लिकेशन|वेब एप्लिकेशन|ऑनलाइन दुकान|ऑनलाइन स्टोर|ई कॉमर्स|डैशबोर्ड|पोर्टल|एडमिन पैनल|डायनामिक वेबसाइट",
        "online dukaan|online dukan|web application|dynamic wali website",
    ),
    Entry::new(Concept::Leaning(AppType::WebApp), "rsvp|rsvps|guestbook|guest book|donation page|donations page|checkout page|ticket counter|admin area|admin page|admin section|members area|password protected|upload form|upload page|file upload form|people register|people to register|people can register|let people register|registration page|online registration|online booking|online form|shopify like store|shopify like shop|shopify like|shopify clone|sell online|selling online|sell products online|wiki|helpdesk|help desk|message board|discussion board|bulletin board|contact form|enquiry form|inquiry form|feedback form|order form|booking form|admission form|application form|fill a form|fill out a form|fill the form|tool|game|chatbot|quiz app|survey|registration form|login|user login|login page|sign up|signup|signup page|authentication|user accounts|payment|online payment|shopping cart|checkout|comments section", "विकी|फॉर्म भर|टूल|लॉगिन|भुगतान|लॉग इन", "bhugtan"),
    Entry::new(
        Concept::App(AppType::Container),
        "container|container service|container app|container application|containerized app|containerized application|containerised app|containerised application|containerized service|containerised service|docker container|docker app|docker service|dockerized app|dockerised app|dockerized application|container workload|containerized workload",
        "कंटेनर|कन्टेनर|कंटेनर सेवा|कंटेनर सर्विस|कंटेनर ऐप|डॉकर कंटेनर|डॉकर ऐप",
        "container wala app|container wali service",
    ),
    Entry::new(
        Concept::Docker,
        "docker|dockerized|dockerised|containerized|containerised|dockerfile|docker image|container image|docker compose|podman|oci image|docker hub",
        "डॉकर|डॉकर इमेज|कंटेनर इमेज|डोकर",
        "",
    ),
    Entry::new(
        Concept::Vague(Vague::Website),
        "website|web site|site|webpage|web page|frontend|front end|web",
        "वेबसाइट|वेब साइट|साइट|वेबपेज|वेब पेज|वेब पृष्ठ|फ्रंटएंड|जालस्थल|जाल स्थल|जाल पृष्ठ|जालपृष्ठ",
        "",
    ),
    Entry::new(
        Concept::Vague(Vague::App),
        "app|application|mobile app|android app|ios app|react native|react native app|flutter|flutter app|software|program|spa|single page app|single page application",
        "ऐप|एप|एप्प|ऐप्प|ऐप्लिकेशन|एप्लिकेशन|एप्लीकेशन|अनुप्रयोग|सॉफ्टवेयर",
        "aplication",
    ),
    Entry::new(Concept::Vague(Vague::Server), "server|web server|hosting server|app server", "सर्वर", "sarver|sarvar"),
    Entry::new(
        Concept::Vague(Vague::Project),
        "service|project|system|platform|solution|infrastructure|infra|startup|workload",
        "सेवा|सर्विस|प्रोजेक्ट|परियोजना|सिस्टम|प्लेटफॉर्म",
        "",
    ),
    Entry::new(Concept::Service, "function url|lambda function url|lambda url|function urls", "", "").aws("AWS::Lambda::Url"),
    // What it is written in
    Entry::new(Concept::Framework(Framework::React), "react|react.js|reactjs|vite react|create react app|cra", "रिएक्ट|रियेक्ट|रिऐक्ट|रिएक्ट जेएस", ""),
    Entry::new(Concept::Framework(Framework::Nextjs), "next.js|nextjs|next js", "नेक्स्ट जेएस|नेक्स्टजेएस|नेक्स्ट|नेक्स्ट डॉट जेएस", ""),
    Entry::new(Concept::Framework(Framework::Express), "express|express.js|expressjs|node express", "एक्सप्रेस|एक्सप्रेस जेएस", ""),
    Entry::new(Concept::Framework(Framework::Flask), "flask", "फ्लास्क|फ़्लास्क|फलास्क", ""),
    Entry::new(Concept::Framework(Framework::Django), "django|django rest framework|drf", "जैंगो|जांगो|डिजैंगो|जैंगों|ड्जांगो|जेंगो|जंगो", ""),
    Entry::new(Concept::Runtime(Runtime::Node), "node|node.js|nodejs|javascript backend", "नोड|नोड जेएस|नोडजेएस|नोड डॉट जेएस", ""),
    Entry::new(Concept::Runtime(Runtime::Python), "python|python3", "पाइथन|पायथन|पाइथॉन|पायथॉन|पाईथन", ""),
    Entry::new(
        Concept::Leaning(AppType::StaticSite),
        "build folder|build directory|build output|dist folder|vite build|production build|static export|hugo|jekyll|gatsby|eleventy|11ty|docusaurus|vitepress|vuepress|mkdocs|astro|pelican|hexo",
        "",
        "",
    ),
    Entry::new(Concept::Runtime(Runtime::Node), "fastify|koa|hapi|expressjs api", "", ""),
    Entry::new(Concept::Foreign("Streamlit"), "streamlit", "", ""),
    Entry::new(Concept::Foreign("Gradio"), "gradio", "", ""),
    Entry::new(Concept::Foreign("Dash"), "plotly dash", "", ""),
    Entry::new(Concept::Foreign("Shiny"), "r shiny|shiny app", "", ""),
    Entry::new(Concept::Foreign("Remix"), "remix.run|remix app", "", ""),
    Entry::new(Concept::Foreign("Ghost"), "ghost blog|ghost cms", "", ""),
    Entry::new(Concept::Foreign("Strapi"), "strapi", "", ""),
    Entry::new(Concept::Foreign("Magento"), "magento|prestashop|opencart", "", ""),
    Entry::new(Concept::Foreign("Vue"), "vue|vue.js|vuejs|vue js", "व्यू जेएस|व्यूजेएस|वियू जेएस", ""),
    Entry::new(Concept::Foreign("Nuxt"), "nuxt|nuxt.js|nuxtjs|nuxt js", "", ""),
    Entry::new(Concept::Foreign("Angular"), "angular|angularjs|angular js", "एंगुलर|ऐंगुलर|अंगुलर|एंग्युलर", ""),
    Entry::new(Concept::Foreign("Svelte"), "svelte|sveltekit", "", ""),
    Entry::new(Concept::Foreign("FastAPI"), "fastapi|fast api", "फास्टएपीआई|फास्ट एपीआई|फ़ास्ट एपीआई", ""),
    Entry::new(Concept::Foreign("NestJS"), "nestjs|nest.js|nest js", "नेस्ट जेएस|नेस्टजेएस", ""),
    Entry::new(
        Concept::Foreign("WordPress"),
        "wordpress|word press|wordpress site|wordpress website|wordpress blog|wordpress store|woocommerce",
        "वर्डप्रेस|वर्डप्रेस साइट|वर्डप्रेस वेबसाइट|वर्डप्रेस ब्लॉग",
        "",
    ),
    Entry::new(Concept::Foreign("Drupal"), "drupal|drupal site|drupal website", "", ""),
    Entry::new(Concept::Foreign("Joomla"), "joomla|joomla site|joomla website", "", ""),
    Entry::new(Concept::Foreign("Moodle"), "moodle|moodle site", "मूडल", ""),
    Entry::new(Concept::Foreign("Odoo"), "odoo", "", ""),
    Entry::new(Concept::Foreign("Laravel"), "laravel", "लारावेल|लारवेल|लैरावेल|लरावेल", ""),
    Entry::new(Concept::Foreign("Symfony"), "symfony", "", ""),
    Entry::new(Concept::Foreign("CodeIgniter"), "codeigniter", "", ""),
    Entry::new(Concept::Foreign("PHP"), "php", "पीएचपी|पी एच पी", ""),
    Entry::new(Concept::Foreign("Ruby on Rails"), "ruby on rails|rails", "रूबी ऑन रेल्स|रेल्स", ""),
    Entry::new(Concept::Foreign("Ruby"), "ruby|sinatra", "रूबी", ""),
    Entry::new(Concept::Foreign("Spring Boot"), "spring boot|springboot|spring", "स्प्रिंग बूट|स्प्रिंगबूट|स्प्रिंग", ""),
    Entry::new(Concept::Foreign("Kotlin"), "kotlin|ktor", "", ""),
    Entry::new(Concept::Foreign("Elixir"), "elixir", "", ""),
    Entry::new(Concept::Foreign("Perl"), "perl", "", ""),
    Entry::new(Concept::Foreign("Java"), "java|quarkus|micronaut", "जावा", ""),
    Entry::new(Concept::Foreign("Go"), "golang|go lang", "गोलैंग|गो लैंग|गोलांग", ""),
    Entry::new(Concept::Foreign(".NET"), "dotnet|.net|dot net|.net api|.net app|asp.net|asp.net core|.net core|c#|csharp|blazor", "डॉट नेट|डॉटनेट", ""),
    Entry::new(Concept::Foreign("Rust"), "rust|axum|actix", "रस्ट", ""),
    // What it runs on
    Entry::new(
        Concept::Compute(Compute::Lambda),
        "lambda|aws lambda|lambda function|aws lambda function|lamda",
        "लैम्ब्डा|लैंब्डा|लैम्डा|लैम्ब्डा फ़ंक्शन",
        "",
    )
    .aws(FUNCTION),
    Entry::new(
        Concept::Compute(Compute::Lambda),
        "serverless|server less",
        "सर्वरलेस|बिना सर्वर",
        "bina server|bina server ke",
    ),
    Entry::new(Concept::Compute(Compute::Lambda), "cloud function|serverless function", "", "").aws(FUNCTION),
    Entry::new(
        Concept::Compute(Compute::Ecs),
        "ecs|fargate|aws fargate|ecs fargate|fargate ecs|amazon ecs|ecs service|fargate service|ecs cluster|elastic container service|fargate task|ecs task|serverless container|serverless containers|container orchestration|container orchestrator|managed container service|aws container service|ecs on fargate|fargate container|ecs container",
        "फारगेट|फ़ार्गेट|ईसीएस",
        "",
    )
    .aws(ECS),
    Entry::new(
        Concept::Compute(Compute::Ec2),
        "ec2|ec2 instance|amazon ec2|aws ec2|ec2 server|ec2 machine",
        "ईसी2|ईसी टू|ईसी 2",
        "",
    )
    .aws(INSTANCE),
    Entry::new(
        Concept::Compute(Compute::Ec2),
        "vm|virtual machine|virtual server|vps|linux server|linux machine|ubuntu server|ubuntu machine|linux box|ubuntu vm|linux vm|dedicated server|bare server|cloud vm|virtual private server|game server|gaming server|minecraft server|valheim server",
        "वर्चुअल मशीन|आभासी मशीन|वीएम|वर्चुअल सर्वर|लिनक्स सर्वर|उबंटू सर्वर",
        "virtual mashin|vm wala",
    ),
    Entry::new(
        Concept::Windows,
        "windows server|windows vm|windows machine|windows instance|windows virtual machine|windows ec2|windows box|windows desktop|\
         windows ec2 instance|windows container|windows",
        "विंडोज सर्वर|विंडोज़ सर्वर|विंडोज मशीन|विंडोज",
        "windows wala server",
    ),
    Entry::new(Concept::Filler, "window|chat window|time window|maintenance window|maintenance windows|backup windows|time windows|windows phone|windows app", "", ""),
    // Where else it could run
    Entry::new(
        Concept::OtherCloud("Microsoft Azure"),
        "azure|microsoft azure|ms azure|azure cloud",
        "एज़्योर|एज़ूर|एज्योर|अज़ूर|माइक्रोसॉफ्ट एज़्योर",
        "",
    ),
    Entry::new(
        Concept::OtherCloud("Google Cloud"),
        "gcp|google cloud|google cloud platform|app engine|google app engine|google cloud run|cloud run|gcp cloud run|firebase hosting",
        "गूगल क्लाउड|जीसीपी",
        "",
    ),
    Entry::new(Concept::OtherCloud("DigitalOcean"), "digitalocean|digital ocean", "", ""),
    Entry::new(Concept::OtherCloud("Heroku"), "heroku", "हेरोकू", ""),
    Entry::new(Concept::OtherCloud("Vercel"), "vercel", "", ""),
    Entry::new(Concept::OtherCloud("Netlify"), "netlify", "", ""),
    Entry::new(Concept::OtherCloud("Oracle Cloud"), "oracle cloud|oracle cloud infrastructure", "", ""),
    Entry::new(Concept::OtherCloud("IBM Cloud"), "ibm cloud", "", ""),
    Entry::new(Concept::OtherCloud("Alibaba Cloud"), "alibaba cloud|aliyun", "", ""),
    Entry::new(Concept::OtherCloud("Hetzner"), "hetzner", "", ""),
    Entry::new(Concept::OtherCloud("Linode"), "linode", "", ""),
    Entry::new(
        Concept::Filler,
        "azure ad|azure active directory|azure devops|azure ad login|azure sso|google cloud identity",
        "",
        "",
    ),
];
