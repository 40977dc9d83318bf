#!/usr/bin/env python3
"""Writes the tables of places and organisations under languages/*/name/ from the lists beside this script.

usage: pip install babel pycountry; python3 tools/evaluate/names/places_and_organisations.py   (from the repository root)

countries.txt       ISO 3166 code; capital (en); capital (nl); adjective (nl); people (nl); adjective (en); people (en)
regions.txt         id; name (nl); name (en); adjective (nl); people (nl); adjective (en); people (en)
organisations.txt   id; names used in any language; names used in Dutch only
Names of countries come from Unicode CLDR through the package `babel`, alpha-3 codes from `pycountry`; the rest was written by hand.
"""
import os, re, unicodedata
import pycountry
from babel import Locale

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "..", "..", "languages")
IDS = {"US": "united-states", "GB": "united-kingdom", "CD": "democratic-republic-of-the-congo", "CG": "republic-of-the-congo",
       "CI": "ivory-coast", "MM": "myanmar", "PS": "palestine", "CZ": "czech-republic", "CV": "cape-verde", "HK": "hong-kong",
       "TL": "east-timor", "VA": "vatican", "SZ": "eswatini", "TR": "turkey", "BQ": "caribbean-netherlands", "MO": "macao"}
EXTRA = {"nl": {"US": "Verenigde Staten|VS|V.S.|Verenigde Staten van Amerika|Amerika|USA", "GB": "Verenigd Koninkrijk|VK|Groot-Brittannië|Groot-Brittanië",
    "CD": "Congo|Democratische Republiek Congo|DR Congo|Zaïre|Congo-Kinshasa", "CG": "Congo-Brazzaville", "BY": "Belarus|Wit-Rusland", "MM": "Myanmar|Birma",
    "CI": "Ivoorkust", "CZ": "Tsjechië", "MD": "Moldavië|Moldova", "AE": "Verenigde Arabische Emiraten|Emiraten|VAE", "NL": "Nederland|Holland",
    "VA": "Vaticaan|Vaticaanstad|Heilige Stoel", "PS": "Palestina|Palestijnse gebieden|Palestijnse Gebieden", "KR": "Zuid-Korea", "KP": "Noord-Korea", "CN": "China|Volksrepubliek China",
    "MK": "Noord-Macedonië|Macedonië", "CV": "Kaapverdië", "SZ": "Swaziland|Eswatini", "TL": "Oost-Timor", "HK": "Hongkong|Hong Kong", "BA": "Bosnië en Herzegovina|Bosnië-Herzegovina|Bosnië",
    "SA": "Saoedi-Arabië|Saudi-Arabië", "LK": "Sri Lanka", "TR": "Turkije", "BQ": "Caribisch Nederland", "SY": "Syrië", "RU": "Rusland|Russische Federatie", "EH": "Westelijke Sahara", "GW": "Guinee-Bissau", "PG": "Papoea-Nieuw-Guinea", "KG": "Kirgizië|Kirgizstan"},
  "en": {"US": "United States|US|U.S.|USA|U.S.A.|United States of America|America", "GB": "United Kingdom|UK|U.K.|Britain|Great Britain", "CD": "Congo|Democratic Republic of Congo|Democratic Republic of the Congo|DR Congo|DRC|Zaire",
    "CG": "Congo-Brazzaville|Republic of Congo", "CI": "Ivory Coast|Cote d'Ivoire|Côte d'Ivoire", "CZ": "Czech Republic|Czechia", "MM": "Myanmar|Burma", "AE": "United Arab Emirates|UAE|Emirates",
    "NL": "Netherlands|Holland", "VA": "Vatican|Vatican City|Holy See", "PS": "Palestine|Palestinian territories|Palestinian Territories", "KR": "South Korea", "KP": "North Korea", "CN": "China|People's Republic of China", "BA": "Bosnia and Herzegovina|Bosnia-Herzegovina|Bosnia",
    "MK": "North Macedonia|Macedonia", "HK": "Hong Kong", "TR": "Turkey|Türkiye", "TL": "East Timor|Timor-Leste", "CV": "Cape Verde", "SZ": "Eswatini|Swaziland", "RU": "Russia|Russian Federation", "BQ": "Caribbean Netherlands", "EH": "Western Sahara"}}


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


def write(path, columns, comments, table):
    with open(os.path.join(OUT, path), "w", encoding="utf-8") as f:
        f.write("\t".join(columns) + "\n" + "".join(f"# {c}\n" for c in comments))
        for row in sorted(table):
            f.write("\t".join(row).rstrip("\t") + "\n")


def uniq(items):
    return "|".join(dict.fromkeys(x for x in items if x))


def main():
    en, nl = Locale("en").territories, Locale("nl").territories
    shared, names = [], {"nl": [], "en": []}
    for code, cap_en, cap_nl, adj_nl, ppl_nl, adj_en, ppl_en in rows("countries.txt", 7):
        ident = IDS.get(code) or slug(en[code])
        capital = slug(split(cap_en)[0]) if cap_en else ""
        shared.append((ident, ISO3[code], "country", capital))
        for lang, cldr in (("nl", nl), ("en", en)):
            listed = EXTRA[lang].get(code, "").split("|")
            clean = cldr[code].replace(" (Volksrepubliek)", "")
            plain = [] if "(" in clean or any(listed) else [clean]
            adj = dutch(split(adj_nl), split(ppl_nl)) if lang == "nl" else split(adj_en) + split(ppl_en)
            names[lang].append((ident, uniq(listed + plain), uniq(adj)))
        if cap_en:
            if capital not in {r[0] for r in shared}:
                shared.append((capital, "", "capital", ""))
                names["en"].append((capital, uniq(split(cap_en)), ""))
                names["nl"].append((capital, uniq(split(cap_nl)), ""))
    for ident, n_nl, n_en, adj_nl, ppl_nl, adj_en, ppl_en in rows("regions.txt", 7):
        if ident.endswith("-none"):
            continue
        shared.append((ident, "", "region", ""))
        names["nl"].append((ident, uniq(split(n_nl)), uniq(dutch(split(adj_nl), split(ppl_nl)))))
        names["en"].append((ident, uniq(split(n_en)), uniq(split(adj_en) + split(ppl_en))))
    write("und/name/places.tsv", ["id", "alpha3", "kind", "capital"],
          ["Countries, capitals and regions with a name of their own; `capital` is the id of a country's capital.",
           "Made by tools/evaluate/names/places_and_organisations.py."], shared)
    for lang in names:
        write(f"{lang}/name/places.tsv", ["id", "names", "adjectives"],
              ["Names of places, and the adjectives and demonyms made from them; ids as in und/name/places.tsv.",
               "Names of countries: Unicode CLDR (Unicode-3.0). Made by tools/evaluate/names/places_and_organisations.py."],
              [r for r in names[lang] if r[1] or r[2]])
    und, dutch_orgs = {}, {}
    for ident, any_, only_nl in rows("organisations.txt", 3):
        if ident.endswith("-none"):
            continue
        if any_:
            und.setdefault(ident, []).extend(split(any_))
        if only_nl:
            dutch_orgs.setdefault(ident, []).extend(split(only_nl))
    for path, table in (("und", und), ("nl", dutch_orgs)):
        write(f"{path}/name/organisations.tsv", ["id", "names"],
              ["Organisations that the news names often, with their usual names.",
               "Made by tools/evaluate/names/places_and_organisations.py from a list written by hand."],
              [(k, uniq(v)) for k, v in table.items()])


ISO3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
if __name__ == "__main__":
    main()
