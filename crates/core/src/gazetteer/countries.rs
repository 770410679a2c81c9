//! ISO 3166-1 codes and English names of countries, after `GeoNames` (CC BY 4.0), for reading a country hint.

/// One country a line: alpha-2, alpha-3, English name.
const COUNTRIES: &str = "\
AD AND Andorra
AE ARE United Arab Emirates
AF AFG Afghanistan
AG ATG Antigua and Barbuda
AI AIA Anguilla
AL ALB Albania
AM ARM Armenia
AO AGO Angola
AQ ATA Antarctica
AR ARG Argentina
AS ASM American Samoa
AT AUT Austria
AU AUS Australia
AW ABW Aruba
AX ALA Aland Islands
AZ AZE Azerbaijan
BA BIH Bosnia and Herzegovina
BB BRB Barbados
BD BGD Bangladesh
BE BEL Belgium
BF BFA Burkina Faso
BG BGR Bulgaria
BH BHR Bahrain
BI BDI Burundi
BJ BEN Benin
BL BLM Saint Barthelemy
BM BMU Bermuda
BN BRN Brunei
BO BOL Bolivia
BQ BES Bonaire, Saint Eustatius and Saba 
BR BRA Brazil
BS BHS Bahamas
BT BTN Bhutan
BV BVT Bouvet Island
BW BWA Botswana
BY BLR Belarus
BZ BLZ Belize
CA CAN Canada
CC CCK Cocos Islands
CD COD Democratic Republic of the Congo
CF CAF Central African Republic
CG COG Republic of the Congo
CH CHE Switzerland
CI CIV Ivory Coast
CK COK Cook Islands
CL CHL Chile
CM CMR Cameroon
CN CHN China
CO COL Colombia
CR CRI Costa Rica
CU CUB Cuba
CV CPV Cabo Verde
CW CUW Curacao
CX CXR Christmas Island
CY CYP Cyprus
CZ CZE Czechia
DE DEU Germany
DJ DJI Djibouti
DK DNK Denmark
DM DMA Dominica
DO DOM Dominican Republic
DZ DZA Algeria
EC ECU Ecuador
EE EST Estonia
EG EGY Egypt
EH ESH Western Sahara
ER ERI Eritrea
ES ESP Spain
ET ETH Ethiopia
FI FIN Finland
FJ FJI Fiji
FK FLK Falkland Islands
FM FSM Micronesia
FO FRO Faroe Islands
FR FRA France
GA GAB Gabon
GB GBR United Kingdom
GD GRD Grenada
GE GEO Georgia
GF GUF French Guiana
GG GGY Guernsey
GH GHA Ghana
GI GIB Gibraltar
GL GRL Greenland
GM GMB Gambia
GN GIN Guinea
GP GLP Guadeloupe
GQ GNQ Equatorial Guinea
GR GRC Greece
GS SGS South Georgia and the South Sandwich Islands
GT GTM Guatemala
GU GUM Guam
GW GNB Guinea-Bissau
GY GUY Guyana
HK HKG Hong Kong
HM HMD Heard Island and McDonald Islands
HN HND Honduras
HR HRV Croatia
HT HTI Haiti
HU HUN Hungary
ID IDN Indonesia
IE IRL Ireland
IL ISR Israel
IM IMN Isle of Man
IN IND India
IO IOT British Indian Ocean Territory
IQ IRQ Iraq
IR IRN Iran
IS ISL Iceland
IT ITA Italy
JE JEY Jersey
JM JAM Jamaica
JO JOR Jordan
JP JPN Japan
KE KEN Kenya
KG KGZ Kyrgyzstan
KH KHM Cambodia
KI KIR Kiribati
KM COM Comoros
KN KNA Saint Kitts and Nevis
KP PRK North Korea
KR KOR South Korea
XK XKX Kosovo
KW KWT Kuwait
KY CYM Cayman Islands
KZ KAZ Kazakhstan
LA LAO Laos
LB LBN Lebanon
LC LCA Saint Lucia
LI LIE Liechtenstein
LK LKA Sri Lanka
LR LBR Liberia
LS LSO Lesotho
LT LTU Lithuania
LU LUX Luxembourg
LV LVA Latvia
LY LBY Libya
MA MAR Morocco
MC MCO Monaco
MD MDA Moldova
ME MNE Montenegro
MF MAF Saint Martin
MG MDG Madagascar
MH MHL Marshall Islands
MK MKD North Macedonia
ML MLI Mali
MM MMR Myanmar
MN MNG Mongolia
MO MAC Macao
MP MNP Northern Mariana Islands
MQ MTQ Martinique
MR MRT Mauritania
MS MSR Montserrat
MT MLT Malta
MU MUS Mauritius
MV MDV Maldives
MW MWI Malawi
MX MEX Mexico
MY MYS Malaysia
MZ MOZ Mozambique
NA NAM Namibia
NC NCL New Caledonia
NE NER Niger
NF NFK Norfolk Island
NG NGA Nigeria
NI NIC Nicaragua
NL NLD The Netherlands
NO NOR Norway
NP NPL Nepal
NR NRU Nauru
NU NIU Niue
NZ NZL New Zealand
OM OMN Oman
PA PAN Panama
PE PER Peru
PF PYF French Polynesia
PG PNG Papua New Guinea
PH PHL Philippines
PK PAK Pakistan
PL POL Poland
PM SPM Saint Pierre and Miquelon
PN PCN Pitcairn
PR PRI Puerto Rico
PS PSE Palestinian Territory
PT PRT Portugal
PW PLW Palau
PY PRY Paraguay
QA QAT Qatar
RE REU Reunion
RO ROU Romania
RS SRB Serbia
RU RUS Russia
RW RWA Rwanda
SA SAU Saudi Arabia
SB SLB Solomon Islands
SC SYC Seychelles
SD SDN Sudan
SS SSD South Sudan
SE SWE Sweden
SG SGP Singapore
SH SHN Saint Helena
SI SVN Slovenia
SJ SJM Svalbard and Jan Mayen
SK SVK Slovakia
SL SLE Sierra Leone
SM SMR San Marino
SN SEN Senegal
SO SOM Somalia
SR SUR Suriname
ST STP Sao Tome and Principe
SV SLV El Salvador
SX SXM Sint Maarten
SY SYR Syria
SZ SWZ Eswatini
TC TCA Turks and Caicos Islands
TD TCD Chad
TF ATF French Southern Territories
TG TGO Togo
TH THA Thailand
TJ TJK Tajikistan
TK TKL Tokelau
TL TLS Timor Leste
TM TKM Turkmenistan
TN TUN Tunisia
TO TON Tonga
TR TUR Turkey
TT TTO Trinidad and Tobago
TV TUV Tuvalu
TW TWN Taiwan
TZ TZA Tanzania
UA UKR Ukraine
UG UGA Uganda
UM UMI United States Minor Outlying Islands
US USA United States
UY URY Uruguay
UZ UZB Uzbekistan
VA VAT Vatican
VC VCT Saint Vincent and the Grenadines
VE VEN Venezuela
VG VGB British Virgin Islands
VI VIR U.S. Virgin Islands
VN VNM Vietnam
VU VUT Vanuatu
WF WLF Wallis and Futuna
WS WSM Samoa
YE YEM Yemen
YT MYT Mayotte
ZA ZAF South Africa
ZM ZMB Zambia
ZW ZWE Zimbabwe
CS SCG Serbia and Montenegro
AN ANT Netherlands Antilles
";

/// Words that reports use and the list does not.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("turkiye", "TUR"),
    ("uk", "GBR"),
    ("great britain", "GBR"),
    ("usa", "USA"),
    ("palestine", "PSE"),
    ("psx", "PSE"),
    ("ivory coast", "CIV"),
    ("dr congo", "COD"),
    ("syrian arab republic", "SYR"),
    ("سوريا", "SYR"),
    ("سورية", "SYR"),
    ("لبنان", "LBN"),
    ("العراق", "IRQ"),
    ("تركيا", "TUR"),
    ("الأردن", "JOR"),
    ("فلسطين", "PSE"),
];

/// The alpha-3 code for an alpha-2 or alpha-3 code or an English name, in any case.
///
/// `PSX`, which Natural Earth uses, is read as `PSE`.
///
/// ```
/// use chronotope_core::gazetteer::country_code;
/// assert_eq!(country_code("sy"), Some("SYR"));
/// assert_eq!(country_code("Syria"), Some("SYR"));
/// assert_eq!(country_code("Atlantis"), None);
/// ```
pub fn country_code(hint: &str) -> Option<&'static str> {
    let hint = hint.trim();
    let listed = COUNTRIES.lines().find_map(|line| {
        let (alpha2, rest) = line.split_once(' ')?;
        let (alpha3, name) = rest.split_once(' ')?;
        let same = |word: &str| hint.eq_ignore_ascii_case(word);
        (same(alpha2) || same(alpha3) || same(name)).then_some(alpha3)
    });
    listed.or_else(|| {
        let hint = hint.to_lowercase();
        OTHER_NAMES
            .iter()
            .find(|(name, _)| *name == hint)
            .map(|(_, alpha3)| *alpha3)
    })
}

/// Names of countries in other languages of the press, after Unicode CLDR (Unicode-3.0), by way of
/// the package `babel` 2.18.0: a code, then names. Only
/// what geocodes needs it.
const IN_OTHER_LANGUAGES: &str = include_str!("country_names.txt");

/// Countries by name, in the languages of the press.
#[derive(Clone, Debug, Default)]
pub(super) struct CountryNames {
    /// Folded name and alpha-3 code, sorted.
    codes: Vec<(String, &'static str)>,
}

impl CountryNames {
    pub(super) fn new() -> Self {
        let english = COUNTRIES.lines().filter_map(|line| {
            let (code, name) = line.split_once(' ')?.1.split_once(' ')?;
            Some((code, name))
        });
        let others = IN_OTHER_LANGUAGES
            .lines()
            .filter_map(|line| line.split_once(' '))
            .flat_map(|(code, names)| names.split('|').map(move |name| (code, name)));
        let mut codes: Vec<(String, &'static str)> = english
            .chain(others)
            .map(|(code, name)| (folded(name), code))
            .collect();
        codes.sort_unstable();
        Self { codes }
    }

    /// The country of a hint: a code, a name, or a name with more behind a comma ("Syria, Arab Republic of").
    pub(super) fn code(&self, hint: &str) -> Option<&'static str> {
        let whole = |hint: &str| country_code(hint).or_else(|| self.named(hint));
        whole(hint).or_else(|| whole(hint.split_once([',', '،'])?.0))
    }

    fn named(&self, name: &str) -> Option<&'static str> {
        let name = folded(name);
        let at = self
            .codes
            .binary_search_by(|(known, _)| known.as_str().cmp(&name));
        self.codes.get(at.ok()?).map(|(_, code)| *code)
    }
}

/// Names in other alphabets are met as they stand.
fn folded(name: &str) -> String {
    super::fold(name).unwrap_or_else(|| name.trim().to_lowercase())
}

/// The English name of the country with this alpha-3 code.
///
/// ```
/// use chronotope_core::gazetteer::country_name;
/// assert_eq!(country_name("SYR"), Some("Syria"));
/// assert_eq!(country_name("Syria"), None);
/// ```
pub fn country_name(alpha3: &str) -> Option<&'static str> {
    COUNTRIES.lines().find_map(|line| {
        let (_, rest) = line.split_once(' ')?;
        let (code, name) = rest.split_once(' ')?;
        (code == alpha3).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_in_the_languages_of_the_press() {
        let names = CountryNames::new();
        for hint in [
            "SY",
            "syr",
            "Syria",
            "Syrie",
            "Syrien",
            "SURİYE",
            "Siria",
            "سوريا",
            "سورية",
            "الجمهورية العربية السورية",
            "Сирия",
            "سوریه",
            "Syria, Arab Republic of",
            "Syrian Arab Republic",
        ] {
            assert_eq!(names.code(hint), Some("SYR"), "{hint}");
        }
        assert_eq!(names.code("Ürdün"), Some("JOR"));
        assert_eq!(names.code("Ägypten"), Some("EGY"));
        assert_eq!(names.code("Türkei"), Some("TUR"));
        assert_eq!(names.code("Congo"), None);
        assert_eq!(names.code("Atlantis"), None);
        assert_eq!(names.code(""), None);
    }

    #[test]
    fn no_name_is_of_two_countries() {
        let names = CountryNames::new();
        for pair in names.codes.windows(2) {
            let [(one, code), (other, of)] = pair else {
                continue;
            };
            assert!(one != other || code == of, "{one} is {code} and {of}");
        }
        for line in IN_OTHER_LANGUAGES.lines() {
            let code = line.split(' ').next().unwrap_or_default();
            assert!(country_name(code).is_some(), "{code}");
        }
    }
}
