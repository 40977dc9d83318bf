#!/usr/bin/env python3
"""Writes the tables of places and organisations under languages/*/name/ from the lists beside this script.

usage: pip install babel pycountry; python3 tools/evaluate/names/places_and_organisations.py   (from the repository root)

countries.txt       ISO 3166 code; capital (en); capital (nl); adjective (nl); people (nl); adjective (en); people (en)
regions.txt         id; name (nl); name (en); adjective (nl); people (nl); adjective (en); people (en)
countries-fr.txt, countries-de.txt, regions-fr-de.txt   the same for French and German, see their first lines
cities.txt          cities and palaces that stand for governments; seats.txt: for which
organisations.txt   id; names used in any language; names used in Dutch only
bodies.txt          international organisations and missions: id; names in any language; and in nl; en; fr; de only
Names of countries come from Unicode CLDR through the package `babel`, alpha-3 codes from `pycountry`; the rest was written by hand.
"""
import os, re, unicodedata
import pycountry
from babel import Locale

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "..", "..", "languages")
IDS = {"US": "united-states", "GB": "united-kingdom", "CD": "democratic-republic-of-the-congo", "CG": "republic-of-the-congo",
       "CI": "ivory-coast", "MM": "myanmar", "PS": "palestine", "CZ": "czech-republic", "CV": "cape-verde", "HK": "hong-kong",
       "TL": "east-timor", "VA": "vatican", "FK": "falkland-islands", "ST": "sao-tome-and-principe", "SZ": "eswatini", "TR": "turkey", "BQ": "caribbean-netherlands", "MO": "macao"}
EXTRA = {"nl": {"US": "Verenigde Staten|VS|V.S.|Verenigde Staten van Amerika|Amerika|USA", "GB": "Verenigd Koninkrijk|VK|Groot-Brittannië|Groot-Brittanië",
    "CD": "Congo|Democratische Republiek Congo|DR Congo|Zaïre|Congo-Kinshasa", "CG": "Congo-Brazzaville", "BY": "Belarus|Wit-Rusland", "MM": "Myanmar|Birma",
    "CI": "Ivoorkust", "CZ": "Tsjechië", "MD": "Moldavië|Moldova", "AE": "Verenigde Arabische Emiraten|Emiraten|VAE", "NL": "Nederland|Holland",
    "VA": "Vaticaan|Vaticaanstad|Heilige Stoel", "PS": "Palestina|Palestijnse gebieden|Palestijnse Gebieden", "KR": "Zuid-Korea", "KP": "Noord-Korea", "CN": "China|Volksrepubliek China",
    "MK": "Noord-Macedonië|Macedonië", "CV": "Kaapverdië", "SZ": "Swaziland|Eswatini", "TL": "Oost-Timor", "HK": "Hongkong|Hong Kong", "BA": "Bosnië en Herzegovina|Bosnië-Herzegovina|Bosnië",
    "SA": "Saoedi-Arabië|Saudi-Arabië", "LK": "Sri Lanka", "TR": "Turkije", "BQ": "Caribisch Nederland", "SY": "Syrië", "RU": "Rusland|Russische Federatie", "EH": "Westelijke Sahara", "GW": "Guinee-Bissau", "PG": "Papoea-Nieuw-Guinea", "KG": "Kirgizië|Kirgizstan"},
  "en": {"US": "United States|US|U.S.|USA|U.S.A.|United States of America|America", "GB": "United Kingdom|UK|U.K.|Britain|Great Britain", "CD": "Congo|Democratic Republic of Congo|Democratic Republic of the Congo|DR Congo|DRC|Zaire",
    "CG": "Congo-Brazzaville|Republic of Congo", "CI": "Ivory Coast|Cote d'Ivoire|Côte d'Ivoire", "CZ": "Czech Republic|Czechia", "MM": "Myanmar|Burma", "AE": "United Arab Emirates|UAE|Emirates",
    "NL": "Netherlands|Holland", "VA": "Vatican|Vatican City|Holy See", "PS": "Palestine|Palestinian territories|Palestinian Territories", "KR": "South Korea", "KP": "North Korea", "CN": "China|People's Republic of China", "BA": "Bosnia and Herzegovina|Bosnia-Herzegovina|Bosnia",
    "MK": "North Macedonia|Macedonia", "HK": "Hong Kong", "TR": "Turkey|Türkiye", "TL": "East Timor|Timor-Leste", "CV": "Cape Verde", "SZ": "Eswatini|Swaziland", "RU": "Russia|Russian Federation", "BQ": "Caribbean Netherlands", "EH": "Western Sahara"},
  "fr": {"US": "États-Unis|Etats-Unis|USA|États-Unis d'Amérique|Amérique", "GB": "Royaume-Uni|Grande-Bretagne", "CD": "République démocratique du Congo|RDC|RD Congo|Congo-Kinshasa|Congo|Zaïre",
    "CG": "Congo-Brazzaville|République du Congo", "BY": "Biélorussie|Bélarus", "MM": "Birmanie|Myanmar", "CZ": "République tchèque|Tchéquie", "MD": "Moldavie", "AE": "Émirats arabes unis|Emirats arabes unis|Émirats|Emirats|EAU",
    "NL": "Pays-Bas|Hollande", "VA": "Vatican|Saint-Siège|Cité du Vatican", "PS": "Palestine|territoires palestiniens|Territoires palestiniens", "CN": "Chine|République populaire de Chine", "TW": "Taïwan|Taiwan", "MK": "Macédoine du Nord|Macédoine",
    "SZ": "Eswatini|Swaziland", "TL": "Timor oriental|Timor-Leste", "HK": "Hong Kong|Hongkong", "MO": "Macao", "BA": "Bosnie-Herzégovine|Bosnie", "RU": "Russie|Fédération de Russie", "CI": "Côte d'Ivoire", "CF": "Centrafrique|République centrafricaine",
    "EH": "Sahara occidental", "GF": "Guyane|Guyane française", "SX": "Saint-Martin", "FK": "Malouines|îles Malouines", "CV": "Cap-Vert", "FO": "îles Féroé|Féroé"},
  "de": {"US": "Vereinigte Staaten|Vereinigten Staaten|USA|US|Amerika|Vereinigte Staaten von Amerika", "GB": "Vereinigtes Königreich|Vereinigten Königreich|Vereinigte Königreich|Großbritannien|UK", "CD": "Kongo|Demokratische Republik Kongo|DR Kongo|Kongo-Kinshasa|Zaire",
    "CG": "Kongo-Brazzaville|Republik Kongo", "BY": "Belarus|Weißrussland", "MM": "Myanmar|Birma|Burma", "CZ": "Tschechien|Tschechische Republik|Tschechischen Republik", "MD": "Moldau|Moldawien|Republik Moldau", "AE": "Vereinigte Arabische Emirate|Vereinigten Arabischen Emirate|Vereinigten Arabischen Emiraten|Emirate|Emiraten|VAE",
    "NL": "Niederlande|Niederlanden|Holland", "VA": "Vatikan|Vatikanstadt|Heiliger Stuhl|Heilige Stuhl", "PS": "Palästina|Palästinensergebiete|Palästinensische Gebiete", "CN": "China|Volksrepublik China", "MK": "Nordmazedonien|Mazedonien", "CI": "Elfenbeinküste|Côte d'Ivoire",
    "SZ": "Eswatini|Swasiland", "TL": "Osttimor|Timor-Leste", "HK": "Hongkong", "MO": "Macau", "BA": "Bosnien und Herzegowina|Bosnien-Herzegowina|Bosnien", "RU": "Russland|Russische Föderation|Russischen Föderation", "CF": "Zentralafrikanische Republik|Zentralafrikanischen Republik",
    "CH": "Schweiz", "EH": "Westsahara", "CV": "Kap Verde|Cabo Verde", "BW": "Botswana|Botsuana", "SX": "Sint Maarten", "FK": "Falklandinseln", "FO": "Färöer", "KP": "Nordkorea", "KR": "Südkorea"}}
EXTRA["nl"] |= {"FK": "Falklandeilanden", "MO": "Macau|Macao", "FM": "Micronesië", "ST": "Sao Tomé en Principe|São Tomé en Príncipe|Sao Tomé"}
EXTRA["en"] |= {"FK": "Falkland Islands|Falklands", "MO": "Macau|Macao", "ST": "São Tomé and Príncipe|Sao Tome and Principe|Sao Tome", "FM": "Micronesia"}
LANGUAGES = ["nl", "en", "fr", "de"]


def slug(name):
    ascii_ = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")


def split(cell):
    return [x for x in cell.split(",") if x]


def rows(name, n):
    for line in open(os.path.join(HERE, name), encoding="utf-8"):
        line = line.rstrip("\n")
        if line and not line.startswith("#"):
            yield (line.split(";") + [""] * n)[:n]


def dutch(adjectives, people):
    out = []
    for a in adjectives:
        out += [a, a[:-3] + "ese" if a.endswith("ees") else a + "e"]
        if not people:
            if a.endswith("ees"):
                out.append(a[:-3] + "ezen")
            elif a.endswith("aans"):
                out += [a[:-1], a[:-4] + "anen"]
    return out + people


def feminine(adjective):
    """French: `malien` -> `malienne`; a pair `turc/turque` tells it."""
    if "/" in adjective:
        return adjective.split("/")[1]
    for ending, other in (("ien", "ienne"), ("éen", "éenne"), ("on", "onne"), ("s", "se"), ("n", "ne"), ("i", "ie")):
        if adjective.endswith(ending):
            return adjective[:-len(ending)] + other
    return adjective if adjective.endswith("e") else adjective + "e"


def french(adjectives):
    out = []
    for adjective in adjectives:
        masculine, feminine_ = adjective.split("/")[0], feminine(adjective)
        forms = [masculine, feminine_, masculine if masculine.endswith(("s", "x")) else masculine + "s", feminine_ + "s"]
        out += forms + [form[0].upper() + form[1:] for form in forms]
    return out


def german(adjectives, people):
    out = []
    for adjective in adjectives:
        invariable = adjective[0].isupper()
        out += [adjective] + ([] if invariable else [adjective + ending for ending in ("e", "en", "er", "es", "em")])
    for person in people:
        out.append(person)
        if person.endswith("er") and person[:-1] not in people:
            out += [person + ending for ending in ("n", "s", "in", "innen")]
        elif person.endswith("e"):
            told = any(other.endswith("innen") for other in people) or person[:-1] + "er" in people
            out += [person + "n"] + [person[:-1] + ending for ending in ("in", "innen") if not told]
    return out


def write(path, columns, comments, table):
    with open(os.path.join(OUT, path), "w", encoding="utf-8") as f:
        f.write("\t".join(columns) + "\n" + "".join(f"# {c}\n" for c in comments))
        for row in sorted(table):
            f.write("\t".join(row).rstrip("\t") + "\n")


def uniq(items):
    return "|".join(dict.fromkeys(x for x in items if x))


def written(name, lang):
    """The ways to write a name with an ampersand or an abbreviated saint."""
    out = [name]
    if "&" in name:
        out.append(name.replace("&", {"nl": "en", "en": "and", "fr": "et", "de": "und"}[lang]))
    if lang == "en" and "Grenadines" in name:
        out += [form.replace("and Grenadines", "and the Grenadines") for form in out if " and " in form]
    for short, long in (("St. ", "Saint "), ("St. ", "St ")):
        out += [form.replace(short, long) for form in list(out) if short in form]
    return out


def places():
    """Returns the rows of und/name/places.tsv, and those of each language."""
    territories = {lang: Locale(lang).territories for lang in LANGUAGES}
    french_ = {row[0]: row for row in rows("countries-fr.txt", 3)}
    german_ = {row[0]: row for row in rows("countries-de.txt", 4)}
    shared, names = [], {lang: [] for lang in LANGUAGES}
    for code, cap_en, cap_nl, adj_nl, ppl_nl, adj_en, ppl_en in rows("countries.txt", 7):
        ident = IDS.get(code) or slug(territories["en"][code])
        capital = slug(split(cap_en)[0]) if cap_en else ""
        shared.append((ident, ISO3[code], "country", capital))
        adjectives = {"nl": dutch(split(adj_nl), split(ppl_nl)), "en": split(adj_en) + split(ppl_en),
                      "fr": french(split(french_[code][2])), "de": german(split(german_[code][2]), split(german_[code][3]))}
        for lang in LANGUAGES:
            listed = EXTRA[lang].get(code, "").split("|")
            clean = territories[lang][code].replace(" (Volksrepubliek)", "")
            plain = [] if "(" in clean or any(listed) else written(clean, lang)
            names[lang].append((ident, uniq(listed + plain), uniq(adjectives[lang])))
        if cap_en and capital not in {r[0] for r in shared}:
            shared.append((capital, "", "capital", ""))
            for lang, cell in (("en", cap_en), ("nl", cap_nl), ("fr", french_[code][1]), ("de", german_[code][1])):
                names[lang].append((capital, uniq(split(cell)), ""))
    more = {row[0]: row for row in rows("regions-fr-de.txt", 6)}
    for ident, n_nl, n_en, adj_nl, ppl_nl, adj_en, ppl_en in rows("regions.txt", 7):
        if ident.endswith("-none"):
            continue
        shared.append((ident, "", "region", ""))
        names["nl"].append((ident, uniq(split(n_nl)), uniq(dutch(split(adj_nl), split(ppl_nl)))))
        names["en"].append((ident, uniq(split(n_en)), uniq(split(adj_en) + split(ppl_en))))
        _, n_fr, adj_fr, n_de, adj_de, ppl_de = more.get(ident, [""] * 6)
        names["fr"].append((ident, uniq(split(n_fr)), uniq(french(split(adj_fr)))))
        names["de"].append((ident, uniq(split(n_de)), uniq(german(split(adj_de), split(ppl_de)))))
    for ident, *forms in rows("cities.txt", 5):
        shared.append((ident, "", "city", ""))
        for lang, cell in zip(LANGUAGES, forms):
            names[lang].append((ident, uniq(split(cell)), ""))
    return shared, names


def seats(shared):
    """Returns the rows of und/name/seats.tsv: capitals stand for the government of their country, unless seats.txt says otherwise."""
    table = {capital: (capital, "city", f"government-of-{ident}") for ident, _, kind, capital in shared if kind == "country" and capital}
    for ident, how, actor in rows("seats.txt", 3):
        table[ident] = (ident, how, actor)
    return [row for row in table.values() if row[2]]


def organisations():
    """Returns the names of organisations by id, for `und` and for each language."""
    out = {pack: {} for pack in ["und"] + LANGUAGES}
    for file, packs in (("organisations.txt", ["und", "nl"]), ("bodies.txt", ["und"] + LANGUAGES)):
        for ident, *cells in rows(file, 1 + len(packs)):
            for pack, cell in zip(packs, cells):
                if cell and not ident.endswith("-none"):
                    out[pack].setdefault(ident, []).extend(split(cell))
    return out


def main():
    shared, names = places()
    write("und/name/places.tsv", ["id", "alpha3", "kind", "capital"],
          ["Countries, capitals, regions, and cities and palaces with a name of their own; `capital` is the id of a country's capital.",
           "Made by tools/evaluate/names/places_and_organisations.py."], shared)
    for lang in names:
        write(f"{lang}/name/places.tsv", ["id", "names", "adjectives"],
              ["Names of places, and the adjectives and demonyms made from them; ids as in und/name/places.tsv.",
               "Names of countries: Unicode CLDR (Unicode-3.0). Made by tools/evaluate/names/places_and_organisations.py."],
              [r for r in names[lang] if r[1] or r[2]])
    write("und/name/seats.tsv", ["place", "how", "actor"],
          ["Capitals and palaces, and the actor that they stand for where the text means it: `palace` wherever it is no place, `house` and",
           "`city` only where an agent is meant (name/metonymy.tsv). Made by tools/evaluate/names/places_and_organisations.py."], seats(shared))
    for pack, table in organisations().items():
        if table:
            write(f"{pack}/name/organisations.tsv", ["id", "names"],
                  ["Organisations that the news names often, with their usual names.",
                   "Made by tools/evaluate/names/places_and_organisations.py from lists written by hand."],
                  [(k, uniq(v)) for k, v in table.items()])


ISO3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
if __name__ == "__main__":
    main()
