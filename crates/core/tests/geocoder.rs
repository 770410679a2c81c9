//! The geocoder over the bundled gazetteer: spellings that the press uses, phrases, homonyms, refusals.

use std::sync::LazyLock;

use chronotope_core::gazetteer::{
    Gazetteer, Geocoder, LonLat, Meant, Place, PlaceKind, PlaceView, Precision, Query, Resolution, ToldBy,
    Verdict, read_borders, read_gazetteers,
};
use proptest::prelude::*;

static BUNDLED: LazyLock<Geocoder> = LazyLock::new(|| {
    let places = include_bytes!("../../../gazetteer/places.geojson");
    let regions = include_bytes!("../../../gazetteer/regions.geojson");
    Geocoder::new(read_gazetteers(&[places, regions]).gazetteer)
});

fn found<'g>(geocoder: &'g Geocoder, resolution: &Resolution) -> Option<&'g str> {
    resolution
        .place()
        .and_then(|place| geocoder.gazetteer().get(place))
        .map(chronotope_core::gazetteer::PlaceView::id)
}

fn check(id: &str, names: &[&str]) {
    for name in names {
        let resolution = BUNDLED.geocode(&Query::named(name));
        assert_eq!(found(&BUNDLED, &resolution), Some(id), "{name}: {resolution:?}");
    }
}

fn check_refused(names: &[&str]) {
    for name in names {
        let resolution = BUNDLED.geocode(&Query::named(name));
        assert_eq!(found(&BUNDLED, &resolution), None, "{name}: {resolution:?}");
    }
}

#[test]
fn press_spellings() {
    check(
        "gn167611",
        &[
            "Ma'arrat al-Nu'man",
            "Maaret al-Numan",
            "Maarat Al-Numan",
            "Maaret en-Nouman",
            "Marrat Numan",
        ],
    );
    check("gn164816", &["Saraqeb", "Saraqib", "Sarakib", "Serakeb"]);
    check(
        "gn168325",
        &[
            "Khan Sheikhoun",
            "Khan Shaykhun",
            "Khan Cheikhoun",
            "Chan Scheichun",
        ],
    );
    check(
        "gn169023",
        &[
            "Jisr al-Shughur",
            "Jisr al-Shighour",
            "Jisr al-Shaghour",
            "Djisr al-Choughour",
            "Jisr Shughur",
        ],
    );
    check(
        "gn166227",
        &[
            "Qalaat al-Madiq",
            "Qal'at al-Mudiq",
            "Kalaat el-Medik",
            "Kalaat al-Madik",
        ],
    );
    check("gn168661", &["Kafr Nabl", "Kafranbel", "Kfar Nabl", "Kefr Nebel"]);
    check("gn166742", &["Mhardeh", "Maharda", "Muhradah", "Mahardah"]);
    check(
        "gn163921",
        &["Suqaylabiyah", "Sqelbiyeh", "Suqailabiyah", "Skelbieh"],
    );
    check("gn170063", &["Aleppo", "Halab", "Alep"]);
    check(
        "gn1526273",
        &["Nursultan", "Nur-Sultan", "Astana", "the Kazakh capital"],
    );
    check("gn302355", &["Reyhanlı", "REYHANLI", "Reyhanli"]);
    check("gn173811", &["al-Hasakah", "Alhasakah", "Hasaka"]);
}

#[test]
fn arabic_spellings() {
    check(
        "gn167611",
        &["معرة النعمان", "معره النعمان", "مَعَرَّة النُّعْمَان", "معرةالنعمان"],
    );
    check("gn169389", &["إدلب", "ادلب", "أدلب", "إدلـــب"]);
    check("gn168661", &["كفر نبل", "كفرنبل", "کفر نبل"]);
    check("gn163921", &["السقيلبية", "سقيلبيه", "السقيلبيه"]);
}

#[test]
fn phrases_name_areas_or_towns() {
    check(
        "a1-SY-ID",
        &[
            "Idlib province",
            "Idlib governorate",
            "countryside of Idlib",
            "محافظة إدلب",
        ],
    );
    check(
        "gn169389",
        &["Idlib", "city of Idlib", "Idlib city", "مدينة إدلب"],
    );
    check(
        "area-southern-idlib",
        &["southern Idlib", "southern Idlib province", "ريف إدلب الجنوبي"],
    );
    check(
        "area-northern-hama",
        &["northern Hama province", "northern countryside of Hama"],
    );
    check("area-jisr-al-shughur", &["Jisr al-Shughur area"]);
    check("x-sahl-al-ruj", &["Sahl al-Ruj", "Sahl Ruj area", "Sahl al-Rouj"]);
    check("x-al-ghab-plain", &["al-Ghab Plain", "al-Ghab plain"]);
    let near = BUNDLED.geocode(&Query::named("vicinity of al-Jadida village"));
    assert_eq!(
        (found(&BUNDLED, &near), near.precision),
        (Some("gn168907"), Precision::Near)
    );
    let part = BUNDLED.geocode(&Query::named("eastern Homs province"));
    assert_eq!(
        (found(&BUNDLED, &part), part.precision),
        (Some("a1-SY-HI"), Precision::Part)
    );
}

#[test]
fn other_hands_and_words_in_one() {
    check(
        "gn170794",
        &["Deyrizor", "Deirezzor", "Deir es-Zor", "Dejr-ez-Zor"],
    );
    check(
        "gn169023",
        &["Cisr eş-Şuğur", "Dschisr asch-Schughur", "Jisr ash-Shughur"],
    );
    check("gn167611", &["Maarretünnuman", "Maʿarrat an-Nuʿmān"]);
    check("gn168325", &["Han Şeyhun", "Khansheikhoun"]);
    check("gn163750", &["Telabyad", "Tel' Abyad"]);
    check("gn170063", &["حەلەب"]);
}

#[test]
fn a_town_after_the_comma_tells_where_no_division_is_known() {
    let place = |id: &str, name: &str, lon, lat| {
        let mut place = Place::new(id, name, PlaceKind::Town);
        place.point = LonLat::new(lon, lat);
        place
    };
    let places = vec![
        place("south", "Suran", 36.75, 35.29),
        place("north", "Suran", 37.20, 36.56),
        place("hama", "Hama", 36.75, 35.13),
    ];
    let geocoder = Geocoder::new(Gazetteer::from_places(places));
    let resolution = geocoder.geocode(&Query::named("Suran, Hama"));
    assert_eq!(found(&geocoder, &resolution), Some("south"));
}

#[test]
fn distances_are_words_around_a_name() {
    let near = BUNDLED.geocode(&Query::named("near Saraqib"));
    assert_eq!(
        (found(&BUNDLED, &near), near.precision),
        (Some("gn164816"), Precision::Near)
    );
    // Where it is said how far off, it is shown and not taken.
    let off = BUNDLED.geocode(&Query::named("5 km from Saraqib"));
    assert_eq!(
        (off.verdict, off.precision),
        (Verdict::Ambiguous, Precision::Near)
    );
}

#[test]
fn between_two_places_is_neither() {
    for phrase in [
        "between Saraqib and Idlib",
        "road entre Saraqib et Idlib",
        "بين سراقب وإدلب",
    ] {
        let resolution = BUNDLED.geocode(&Query::named(phrase));
        assert_eq!(resolution.verdict, Verdict::Ambiguous, "{phrase}");
        assert!(resolution.candidates.len() >= 2, "{phrase}");
    }
}

#[test]
fn what_is_not_alike_enough_is_shown_and_not_taken() {
    let ask = |query: Query<'_>| BUNDLED.geocode(&query);
    let doubted = ask(Query::named("Saruqob"));
    assert_eq!(doubted.verdict, Verdict::Ambiguous);
    assert_eq!(doubted.candidates[0].why.told_by, ToldBy::Doubt);
    let nearby = ask(Query {
        near: LonLat::new(36.80, 35.86),
        ..Query::named("Saruqob")
    });
    assert_eq!(nearby.verdict, Verdict::Likely);
    assert_eq!(found(&BUNDLED, &nearby), Some("gn164816"));
}

#[test]
fn a_bare_common_word_is_no_sure_place() {
    let mut school = Place::new("1", "Madrasah", PlaceKind::Village);
    school.name_ar = Some("مدرسة".to_owned());
    let village = Place::new("2", "Al Qarya", PlaceKind::Village);
    let geocoder = Geocoder::new(Gazetteer::from_places(vec![school, village]));
    for word in ["مدرسة", "المدرسة", "القرية"] {
        assert!(
            !geocoder.geocode(&Query::named(word)).verdict.is_confident(),
            "{word}"
        );
    }
}

#[test]
fn the_kind_asked_for_decides() {
    for (kind, id) in [
        (Meant::Area, "a1-SY-ID"),
        (Meant::Settlement, "gn169389"),
        (Meant::Any, "gn169389"),
    ] {
        let resolution = BUNDLED.geocode(&Query {
            kind,
            ..Query::named("Idlib")
        });
        assert_eq!(found(&BUNDLED, &resolution), Some(id));
    }
}

#[test]
fn what_is_not_there_is_refused() {
    check_refused(&[
        "Kafr Hamra",
        "Kafr Naha",
        "Tell Aswad",
        "Tell Mannas",
        "Khan Tuman",
        "Deir Sunbul",
    ]);
    check_refused(&[
        "Hayat Tahrir al-Sham",
        "Bashar al-Assad",
        "White Helmets",
        "",
        "?",
        "123",
        "Идлиб",
    ]);
}

#[test]
fn homonyms_need_a_hint() {
    let ask = |query: Query<'_>| BUNDLED.geocode(&query);
    assert_eq!(ask(Query::named("Suran")).verdict, Verdict::Ambiguous);
    let hama = ask(Query {
        admin1: Some("Hama"),
        ..Query::named("Suran")
    });
    assert_eq!(found(&BUNDLED, &hama), Some("gn163915"));
    let near_azaz = LonLat::new(37.05, 36.58);
    let azaz = ask(Query {
        near: near_azaz,
        ..Query::named("Suran")
    });
    assert_eq!(found(&BUNDLED, &azaz), Some("gn163913"));
    let elsewhere = ask(Query {
        admin1: Some("Daraa"),
        ..Query::named("Suran")
    });
    assert_eq!(elsewhere.verdict, Verdict::Ambiguous);
    for named in [
        "Suran, Hama",
        "Suran (Hama)",
        "Suran, Hama, Syria",
        "صوران (حماة)",
    ] {
        let resolution = ask(Query::named(named));
        assert_eq!(found(&BUNDLED, &resolution), Some("gn163915"), "{named}");
    }
}

#[test]
fn a_hint_can_speak_against_the_only_name() {
    let query = Query {
        country: Some("Iraq"),
        ..Query::named("Saraqib")
    };
    assert_eq!(BUNDLED.geocode(&query).verdict, Verdict::Ambiguous);
    let far = Query {
        near: LonLat::new(2.3, 48.8),
        ..Query::named("Saraqib")
    };
    assert_eq!(BUNDLED.geocode(&far).verdict, Verdict::Ambiguous);
}

#[test]
fn a_city_stands_for_its_name_a_town_does_not() {
    let place = |id: &str, kind, population| {
        let mut place = Place::new(id, "Hims", kind);
        place.population = population;
        place
    };
    let city = place("city", PlaceKind::City, Some(700_000));
    let hamlet = place("hamlet", PlaceKind::Village, None);
    let town = place("town", PlaceKind::Town, Some(9_000));
    let geocoder = Geocoder::new(Gazetteer::from_places(vec![hamlet.clone(), city]));
    let resolution = geocoder.geocode(&Query::named("Hims"));
    assert_eq!(
        (resolution.verdict, found(&geocoder, &resolution)),
        (Verdict::Likely, Some("city"))
    );
    let geocoder = Geocoder::new(Gazetteer::from_places(vec![hamlet, town]));
    assert_eq!(
        geocoder.geocode(&Query::named("Hims")).verdict,
        Verdict::Ambiguous
    );
}

proptest! {
    #[test]
    fn nothing_panics(toponym in "\\PC{0,40}", admin1 in proptest::option::of("\\PC{0,12}"), lon in -400.0..400.0_f64) {
        let query = Query { admin1: admin1.as_deref(), near: LonLat::new(lon, 35.0), ..Query::named(&toponym) };
        let resolution = BUNDLED.geocode(&query);
        prop_assert!(resolution.candidates.iter().all(|candidate| (0.0..=1.0).contains(&candidate.score)));
    }

    #[test]
    fn a_hint_never_makes_a_none_confident(toponym in "[a-zA-Z' -]{1,16}", admin1 in "(Idlib|Hama|Aleppo|Nowhere)") {
        let bare = BUNDLED.geocode(&Query::named(&toponym));
        let hinted = BUNDLED.geocode(&Query { admin1: Some(&admin1), ..Query::named(&toponym) });
        if bare.verdict == Verdict::None {
            prop_assert!(!hinted.verdict.is_confident());
        }
    }

    #[test]
    fn case_and_hyphens_do_not_matter(at in 0_usize..400) {
        let places = BUNDLED.gazetteer();
        let (_, view) = places.iter().nth(at).unwrap();
        let written = BUNDLED.geocode(&Query::named(view.name()));
        let shouted = BUNDLED.geocode(&Query::named(&view.name().to_uppercase().replace('-', " ")));
        prop_assert_eq!(found(&BUNDLED, &written), found(&BUNDLED, &shouted), "{}", view.name());
    }

    #[test]
    fn a_long_name_is_found_however_it_is_parted(name in "[bdklmnrst][aiu]([bdklmnrst][aiu]){12,22}", parts in proptest::collection::vec(1_usize..60, 0..14)) {
        let place = Place::new("1", &name, PlaceKind::Village);
        let geocoder = Geocoder::new(Gazetteer::from_places(vec![place]));
        let mut parted = name.clone();
        for at in parts {
            if at < parted.len() {
                parted.insert(at, ' ');
            }
        }
        // It may be too long to be held against another; that it is no fault is what matters.
        let written = geocoder.geocode(&Query::named(&parted));
        prop_assert!(written.candidates.len() <= 1);
    }
}

#[test]
fn what_stands_around_a_name_is_read() {
    let geocoder = small();
    let verdict = |name: &str| {
        let resolution = geocoder.geocode(&Query::named(name));
        let place = resolution
            .candidates
            .first()
            .and_then(|first| geocoder.gazetteer().get(first.place));
        (resolution.verdict, place.map_or("", |view| view.id()).to_owned())
    };
    for inside in [
        "Hass in southern Idlib countryside",
        "the town of Hass in southern Idlib",
        "حاس بريف إدلب الجنوبي",
        "بلدة حاس في ريف إدلب",
        "Hass, Idlib",
    ] {
        let (verdict, id) = verdict(inside);
        assert!(
            verdict.is_confident() && id == "hass",
            "{inside}: {verdict:?} {id}"
        );
    }
    for beside in [
        "north of Hass",
        "5 km west of Hass",
        "3 km from Hass",
        "villages around Hass",
        "شمال حاس",
        "شرق بلدة حاس",
        "outskirts of the town of Hass",
    ] {
        let (verdict, id) = verdict(beside);
        assert!(
            verdict == Verdict::Ambiguous && id == "hass",
            "{beside}: {verdict:?} {id}"
        );
    }
    for elsewhere in ["Hass in Aleppo", "Hass, Aleppo", "Hass in northern Aleppo"] {
        let (verdict, _) = verdict(elsewhere);
        assert!(!verdict.is_confident(), "{elsewhere}: {verdict:?}");
    }
}

#[test]
fn a_country_is_known_by_its_borders() {
    let file = r#"{"features":[
        {"properties":{"id":"SYR","name_en":"Syria","name_ar":"سوريا"},
         "geometry":{"type":"Polygon","coordinates":[[[35.7,32.5],[42,32.5],[42,37.2],[35.7,37.2],[35.7,32.5]]]}},
        {"properties":{"id":"LBY","name_en":"Libya","name_ar":"ليبيا"},
         "geometry":{"type":"Polygon","coordinates":[[[10,24],[25,20],[25,32],[10,32],[10,24]]]}}]}"#;
    let geocoder = small().with_borders(read_borders(file.as_bytes()));
    let verdict = |country| {
        geocoder
            .geocode(&Query {
                country: Some(country),
                ..Query::named("Hass")
            })
            .verdict
    };
    assert_eq!(verdict("Syria"), Verdict::Exact);
    assert_eq!(verdict("Libya"), Verdict::Ambiguous);
    assert_eq!(verdict("ليبيا"), Verdict::Ambiguous);
}

#[test]
fn a_division_of_another_land_is_no_help() {
    let geocoder = small();
    let verdict = |admin1| {
        geocoder
            .geocode(&Query {
                admin1: Some(admin1),
                ..Query::named("Hass")
            })
            .verdict
    };
    assert_eq!(verdict("Idlib"), Verdict::Exact);
    assert_eq!(verdict("Idleb Governorate"), Verdict::Exact);
    assert_eq!(verdict("SY07"), Verdict::Exact);
    assert_eq!(verdict("Anbar"), Verdict::Ambiguous);
    // By another name of the town that it is named after, or that it surrounds.
    let in_aleppo = |admin1| {
        geocoder
            .geocode(&Query {
                admin1: Some(admin1),
                ..Query::named("Azaz")
            })
            .verdict
    };
    assert_eq!(in_aleppo("Alep"), Verdict::Exact);
    assert_eq!(in_aleppo("Rural Aleppo"), Verdict::Exact);
}

#[test]
fn names_of_persons_in_names_meet() {
    let places = vec![
        Place::new("1", "Tall Abd al Aziz", PlaceKind::Village),
        Place::new("2", "Khirbat Nur ad Din", PlaceKind::Village),
        Place::new("3", "Khan Shaykhun", PlaceKind::Town),
    ];
    let geocoder = Geocoder::new(Gazetteer::from_places(places));
    for (name, id) in [
        ("Tell Abdulaziz", "1"),
        ("Tal Abdel Aziz", "1"),
        ("Khirbet Nureddin", "2"),
        ("Kahn Sheikhoun", "3"),
    ] {
        let resolution = geocoder.geocode(&Query::named(name));
        let place = resolution
            .place()
            .and_then(|place| geocoder.gazetteer().get(place));
        assert_eq!(place.map(PlaceView::id), Some(id), "{name}");
    }
}

fn small() -> Geocoder {
    let place = |id: &str, name: &str, arabic: &str, kind, admin1: &str, lon, lat| Place {
        name_ar: Some(arabic.to_owned()),
        admin1: Some(admin1.to_owned()),
        point: LonLat::new(lon, lat),
        ..Place::new(id, name, kind)
    };
    let mut aleppo = place("aleppo", "Aleppo", "حلب", PlaceKind::City, "Aleppo", 37.16, 36.2);
    aleppo.names = vec!["Alep".to_owned()];
    Geocoder::new(Gazetteer::from_places(vec![
        place("hass", "Hass", "حاس", PlaceKind::Village, "Idlib", 36.56, 35.58),
        place("idlib", "Idlib", "إدلب", PlaceKind::City, "Idlib", 36.63, 35.93),
        place("azaz", "Azaz", "اعزاز", PlaceKind::Town, "Aleppo", 37.04, 36.58),
        aleppo,
    ]))
}
