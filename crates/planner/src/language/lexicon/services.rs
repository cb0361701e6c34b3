//! Databases and stores by name. Parts of the catalogue bring their own names.

use cloudwhisper_api::requirements::Storage;

use super::{Concept, Engine, Entry};

const BUCKET: &str = "AWS::S3::Bucket";
const TABLE_TYPE: &str = "AWS::DynamoDB::Table";
const DATABASE: &str = "AWS::RDS::DBInstance";

pub(super) const TABLE: &[Entry] = &[
    // Data
    Entry::new(
        Concept::Database,
        "database|db|data base|backend database|data store|datastore|persistence|persistent data|store data|save data|storing data|saving data|stores data|saves data|save records|store records",
        "डेटाबेस|डाटाबेस|डेटा बेस|डाटा बेस|डीबी|डेटा सेव|डेटा स्टोर",
        "databse|detabase|datebase|data store karna|data save karna|data rakhna|data save|data store",
    ),
    Entry::new(
        Concept::Sql(Engine::Any),
        "sql|relational store|tables and joins|database with tables|proper relational store|sql database|relational database|relational db|relational|rdbms|sql db",
        "एसक्यूएल|एसक्यूएल डेटाबेस|रिलेशनल डेटाबेस|संबंधपरक डेटाबेस",
        "",
    ),
    Entry::new(
        Concept::Sql(Engine::Any),
        "rds|amazon rds|aws rds|rds database|rds instance|rds db",
        "आरडीएस",
        "",
    )
    .aws(DATABASE),
    Entry::new(
        Concept::Sql(Engine::Postgres),
        "postgres|postgresql|postgre|postgre sql|postgres database|postgresql database|postgres db|psql|rds postgres|rds postgresql|rds for postgresql|pg|pgvector|postgres rds|postgresql rds",
        "पोस्टग्रेस|पोस्टग्रेएसक्यूएल|पोस्टग्रेस डेटाबेस",
        "",
    )
    .aws(DATABASE),
    Entry::new(
        Concept::Sql(Engine::Mysql),
        "mysql|my sql|mysql database|mysql db|rds mysql|rds for mysql|mysql rds",
        "माईएसक्यूएल|मायएसक्यूएल|माय एसक्यूएल",
        "",
    )
    .aws(DATABASE),
    Entry::new(
        Concept::Sql(Engine::Mariadb),
        "mariadb|maria db|mariadb database|mariadb db|rds mariadb|rds for mariadb|mariadb rds|amazon rds for mariadb",
        "मारियाडीबी|मारिया डीबी",
        "",
    )
    .aws(DATABASE),
    Entry::new(
        Concept::Sql(Engine::Oracle),
        "oracle|oracle database|oracle db|oracle sql|rds oracle|rds for oracle|oracle rds|amazon rds for oracle",
        "ओरेकल|ओरेकल डेटाबेस",
        "",
    )
    .aws(DATABASE),
    Entry::new(
        Concept::Sql(Engine::SqlServer),
        "sql server|mssql|ms sql|ms sql server|microsoft sql|microsoft sql server|sql server database|sqlserver|rds sql server|\
         rds for sql server|rds for sql server express|rds sql server express|mssql express|sqlserver express|sql server rds|amazon rds for sql server|sql server express",
        "एसक्यूएल सर्वर|एमएस एसक्यूएल",
        "",
    )
    .aws(DATABASE),
    Entry::new(
        Concept::Store(Storage::Dynamodb),
        "dynamodb|dynamo db|dynamo|ddb|ddb table|amazon dynamodb|dynamodb table|dynamo table|dynamodb stream|dynamodb streams|dynamo stream|dynamodb table stream|dynamodb with streams|dynamodb table with streams|dynamodb autoscaling|dynamodb auto scaling|dynamodb with autoscaling|dynamodb with auto scaling|dynamodb table with autoscaling|dynamodb table with auto scaling|autoscaling dynamodb|auto scaling dynamodb|autoscaling dynamodb table|auto-scaling dynamodb|auto-scaling dynamodb table",
        "डायनेमो|डायनमो|डायनामो|डायनेमोडीबी|डायनमोडीबी|डायनामोडीबी|डायनेमो डीबी|डायनामो डीबी",
        "",
    )
    .aws(TABLE_TYPE),
    Entry::new(
        Concept::Store(Storage::Dynamodb),
        "nosql|no sql|nosql database|no sql database|key value store|key value|key value database|mongodb|mongo|mongo db|document database",
        "नोएसक्यूएल|मोंगोडीबी",
        "",
    ),
    Entry::new(
        Concept::Store(Storage::S3),
        "s3|s3 bucket|amazon s3|aws s3|simple storage service|s3 storage|s3 buckets",
        "एस3|एस 3|एस थ्री",
        "",
    )
    .aws(BUCKET),
    Entry::new(
        Concept::Store(Storage::S3),
        "bucket|object storage|object store|file storage|file store|blob storage|blob store|cloud storage",
        "बकेट|फ़ाइल भंडार|फाइल स्टोरेज|फ़ाइल स्टोरेज",
        "balti",
    ),
    Entry::new(
        Concept::Files,
        "file upload|upload file|uploads|upload|image upload|photo upload|upload photo|upload image|image|photo|picture|video|footage|drone footage|video clips|cctv clips|pdf|media|media files|document upload|user files|files|attachment|audio files|assets storage|file|x-ray image|x-ray picture|x-ray photo|x-ray scan|x-ray film",
        "फ़ाइलें|फाइलें|फ़ाइल|फाइल|फाइल अपलोड|अपलोड|तस्वीरें|तस्वीर|फोटो|फ़ोटो|चित्र|वीडियो|दस्तावेज़|इमेज|इमेजेस",
        "tasveer|tasveerein|photos|filen|upload karna",
    ),
    Entry::new(Concept::Table, "table|data table", "टेबल|तालिका", ""),
    Entry::new(Concept::Function, "function|cloud functions", "फ़ंक्शन|फंक्शन", "").aws("AWS::Lambda::Function"),
    Entry::new(Concept::Filler, "virus scan|virus scans|virus scanner|virus scanning|virus check|virus checks|anti virus|antivirus|for viruses|against viruses|malware scan|malware scanning|malware check|spam filter|spam filtering|smtp login|smtp credentials|smtp password|database login|db login|document|documents|service account|service accounts|kubernetes service account|static ip|static asset|static assets|dining table|table booking|readme file|config file|log file|zip file|file system|env file|image processing|backup every night|backups every night|backed up every night|back up every night", "मशीन लर्निंग|मशीन लर्निंग मॉडल", "backup har raat"),
    Entry::new(
        Concept::Room,
        "storage|data storage",
        "स्टोरेज|भंडारण|संग्रहण",
        "",
    ),
    // Databases that others run: nothing of them is ours to build.
    Entry::new(Concept::Filler, "mongodb atlas|mongo db atlas|mongo atlas|supabase|planetscale|neon postgres|firebase", "मोंगोडीबी एटलस", ""),
    Entry::new(Concept::Filler, "session manager|ssm|systems manager", "", ""),
];
