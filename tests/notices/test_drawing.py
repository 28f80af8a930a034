"""Pages that stand as code, drawn as what a visitor sees: one little page of our own for each form."""

from pathlib import Path

import pytest

from tests.notices.__main__ import main
from tests.notices.drawn import drawn


def _body(html: str) -> list[str]:
    return html.partition("<body>\n")[2].partition("\n</body>")[0].splitlines()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """The file of a page; it has another ending each time."""
    return tmp_path / "page"


def _drawn(page: Path, ending: str, text: str, language: str = "", parts: tuple[str, ...] = ()) -> str:
    path = page.with_suffix(ending)
    path.write_text(text, encoding="utf-8")
    return drawn([path], language, parts)


def test_it_draws_a_component_with_its_constants_lists_and_parts(page: Path) -> None:
    html = _drawn(
        page,
        ".tsx",
        """
        import Link from "next/link";
        import { site } from "../site";
        export const metadata = { title: "Privacy | Example", description: "Nobody sees this." };
        const kinds: string[] = ["name", "e-mail &amp; phone"];
        function Part({ title, children }: { title: string; children: React.ReactNode }) {
          return <section className="p-4"><h2>{title}</h2>{children}</section>;
        }
        export default function Page() {
          const [open, setOpen] = useState(false);
          const years = 6;
          return (
            <main className="mx-auto">
              {/* what nobody sees */}
              <h1>Privacy&nbsp;notice</h1>
              <Part title="Data">
                <ul>{kinds.map((kind, at) => <li key={at}>{at + 1}. {kind}</li>)}</ul>
                {kinds.length > 5 && <p>Never drawn.</p>}
              </Part>
              <p>
                We keep it for {`${years} years`}, says <Link href="/us">Example Oy</Link>
                {" "}&copy; {new Date().getFullYear()}{site.owner}.
              </p>
              {open && <p>Behind a button.</p>}
              {open ? <p>More</p> : <p>Less</p>}
              <svg><title>An icon</title></svg>
            </main>
          );
        }
        """,
    )

    assert "<title>Privacy | Example</title>" in html
    assert _body(html) == [
        "<main>",
        "<h1>Privacy\N{NO-BREAK SPACE}notice</h1>",
        "<section>",
        "<h2>Data</h2>",
        "<ul>",
        "<li>1. name</li>",
        "<li>2. e-mail &amp;amp; phone</li>",
        "</ul>",
        "</section>",
        '<p>We keep it for 6 years, says <a href="/us">Example Oy</a> © .</p>',
        "<p>Behind a button.</p>",
        "<p>More</p>",
        "</main>",
    ]


def test_it_draws_what_parts_of_other_files_are_given(page: Path) -> None:
    html = _drawn(
        page,
        ".jsx",
        """
        export default () => (
          <LegalPage eyebrow="GDPR" title="Privacy notice" className="wide page" icon={<Lock />}>
            <Bullets items={["name", "address"]} />
            <Terms rows={[{ id: "a b", term: "Controller", description: "Example Oy decides." }]} />
            <Note>One line.</Note>
            <JsonLd data={{ name: "Not seen at all" }} />
          </LegalPage>
        );
        """,
    )

    assert _body(html) == [
        "<section>",
        "<p>GDPR</p>",
        "<h2>Privacy notice</h2>",
        "<div>",
        "<ul>",
        "<li>name</li>",
        "<li>address</li>",
        "</ul>",
        "</div>",
        "<div>",
        "<p>Controller</p>",
        "<p>Example Oy decides.</p>",
        "</div>",
        "<div>One line.</div>",
        "</section>",
    ]


_TRANSLATED = """
    const texts = {
      en: { heading: "Privacy", kept: (years) => `Kept for ${years} years.` },
      fi: { heading: "Tietosuoja", kept: (years) => `Säilytetään ${years} vuotta.` },
    };
    export default function Page({ params: { locale } }) {
      const t = texts[locale as "fi"] ?? texts.en;
      if (!t) return null;
      return <><h1>{t.heading}</h1><p>{t.kept(2)}</p>{locale === "en" && <p>In English alone.</p>}</>;
    }
"""


@pytest.mark.parametrize(
    ("language", "seen"),
    [
        ("fi", ["<h1>Tietosuoja</h1>", "<p>Säilytetään 2 vuotta.</p>"]),
        ("en", ["<h1>Privacy</h1>", "<p>Kept for 2 years.</p>", "<p>In English alone.</p>"]),
        ("sv", ["<h1>Privacy</h1>", "<p>Kept for 2 years.</p>"]),
    ],
)
def test_it_draws_the_language_that_is_asked_for(page: Path, language: str, seen: list[str]) -> None:
    assert _body(_drawn(page, ".tsx", _TRANSLATED, language)) == seen


def test_it_draws_astro(page: Path) -> None:
    html = _drawn(
        page,
        ".astro",
        """---
import Layout from "../layouts/Layout.astro";
const kinds = [{ name: "Namn", why: "<b>Order</b>" }];
---
<Layout title="Integritet">
  <!-- vad ingen ser -->
  <style>p { color: red }</style>
  <h1>Vi & dina uppgifter</h1>
  {kinds.map(({ name, why }) => <p><strong>{name}</strong><br> {why.length > 3 && <span set:html={why} />}</p>)}
  <p>Det är
    allt. <img src="a.png" alt="en bild"></p>
</Layout>
""",
    )

    assert '<html lang="sv">' in html
    assert "<title>Integritet</title>" in html
    assert _body(html) == [
        "<h1>Vi &amp; dina uppgifter</h1>",
        "<p><strong>Namn</strong><br><span><b>Order</b></span></p>",
        "<p>Det är allt.</p>",
    ]


def test_it_draws_svelte(page: Path) -> None:
    html = _drawn(
        page,
        ".svelte",
        """
        <script lang="ts">
          export let data;
          const kinds = ["name", "phone"];
        </script>
        <h1>Privacy</h1>
        <ul>
          {#each kinds as kind, at (kind)}<li>{at}: {kind}</li>{/each}
        </ul>
        {#if kinds.length === 0}<p>None</p>{:else if data.open}<p>Some</p>{:else}<p>Never</p>{/if}
        {@html "<em>Bye</em>"}
        """,
    )

    assert _body(html) == [
        "<h1>Privacy</h1>",
        "<ul>",
        "<li>0: name</li>",
        "<li>1: phone</li>",
        "</ul>",
        "<p>Some</p>",
        "<em>Bye</em>",
    ]


def test_it_draws_vue(page: Path) -> None:
    html = _drawn(
        page,
        ".vue",
        """
        <template>
          <h1>{{ heading }}</h1>
          <ul><li v-for="(kind, at) in kinds" :key="at">{{ kind }}</li></ul>
          <p v-if="kinds.length > 9">Many</p><p v-else>Few</p>
          <a :href="`mailto:${mail}`">{{ mail }}</a>
          <div v-html="raw"></div>
        </template>
        <script>
        const mail = "a@example.org";
        export default { data() { return { heading: "Privacy", kinds: ["name"], raw: "<p>Bye</p>" } } }
        </script>
        """,
    )

    assert _body(html) == [
        "<h1>Privacy</h1>",
        "<ul>",
        "<li>name</li>",
        "</ul>",
        "<p>Few</p>",
        '<a href="mailto:a@example.org">a@example.org</a>',
        "<div>",
        "<p>Bye</p>",
        "</div>",
    ]


_DATA = """
    { "privacy": { "slug": "privacy", "title": { "fi": "Tietosuoja", "sv": "Integritet" },
                   "paragraphs": ["Yksi.", "Kaksi."], "items": ["nimi", "puhelin"],
                   "contact": { "label": "Kirjoita", "href": "mailto:a@example.org" } },
      "terms": { "heading": "Ehdot", "text": "## Alku\\n- yksi\\n- **kaksi**" } }
"""


def test_it_draws_data_in_its_order(page: Path) -> None:
    privacy = [
        "<h2>Integritet</h2>",
        "<p>Yksi.</p>",
        "<p>Kaksi.</p>",
        "<ul>",
        "<li>nimi</li>",
        "<li>puhelin</li>",
        "</ul>",
        '<p><a href="mailto:a@example.org">Kirjoita</a></p>',
    ]
    terms = ["<h2>Ehdot</h2>", "<h2>Alku</h2>", "<ul>", "<li>yksi</li>", "<li><strong>kaksi</strong></li>", "</ul>"]

    assert _body(_drawn(page, ".json", _DATA, "sv")) == privacy + terms
    assert _body(_drawn(page, ".ts", f"export const legal = {_DATA.strip()} as const;", "sv", ("privacy",))) == privacy


def test_it_takes_what_a_page_imports_from_the_files_named_behind_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, site, rest = (tmp_path / name for name in ("page.tsx", "site.ts", "rest.json"))
    page.write_text('import { site } from "@/data/site"; export default () => <p>Ask {site.name}.</p>;')
    site.write_text('export const site = { name: "Example Oy" };')
    rest.write_text('["one", "two"]')

    assert main(["draw", str(page), str(site), str(rest), "--language", "en"]) == 0
    assert _body(capsys.readouterr().out) == ["<p>Ask Example Oy.</p>", "<ul>", "<li>one</li>", "<li>two</li>", "</ul>"]


@pytest.mark.parametrize("ending", [".tsx", ".astro", ".svelte", ".vue", ".ts", ".json"])
def test_it_draws_what_it_can_of_what_is_broken(tmp_path: Path, ending: str) -> None:
    texts = ["", "<template><p>Half a {page", "export default function ( {", "---\n{\n---\n<p>{a.b.c()} {/x/}</p>"]
    pages = [tmp_path / f"{number}{ending}" for number in range(len(texts))]
    for path, text in zip(pages, texts, strict=True):
        path.write_text(text, encoding="utf-8")

    assert "<p>Half a" in drawn(pages)
    assert drawn(pages) == drawn(pages)
