"""Writing an answer in a real browser: saved as it is typed, formatted, previewed, and never lost."""

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, Route, expect

from plans.models import Answer, Picture, Plan, Role, User
from tests import factories
from tests.browsers import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT, STATE, PREVIEW, COUNT = "#narrative-b_i-value", "[data-saving-state]", "[data-preview-text]", "[data-word-count]"
Opener = Callable[..., Page]


def address(plan: Plan, code: str = "b_i") -> str:
    return reverse("narrative-question", args=(*plan.args, code))


def stored(plan: Plan, code: str = "b_i") -> str:
    found = Answer.objects.filter(plan=plan, section="narrative", code=code).first()
    return found.text if found else ""


def saved(page: Page) -> None:
    expect(page.locator(STATE)).to_have_text(re.compile(r"^Saved at \d\d:\d\d$"))


def test_what_is_typed_is_saved_counted_and_shown(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester))
    assert_accessible(page)
    expect(page.locator(COUNT)).to_have_text("0 of 800 words, 800 left")
    page.click(TEXT)
    page.keyboard.type("## Together\n\nThe pool is {pool total}, not {pool totl}.")
    expect(page.locator(STATE)).to_have_text("Not saved yet")
    assert_accessible(page)
    saved(page)
    expect(page.locator(PREVIEW)).to_contain_text("The pool is £43,368,727")
    expect(page.locator(PREVIEW).locator("mark")).to_contain_text("nearest: {pool total}")
    expect(page.locator(PREVIEW).locator("h3")).to_have_text("Together")
    expect(page.locator(COUNT)).to_have_text("7 of 800 words, 793 left")
    expect(page.locator("[data-said]")).to_have_text(re.compile("^Saved at"))
    assert_accessible(page)
    assert stored(leicester).startswith("## Together\n\nThe pool is {pool total}")
    expect(page.locator(TEXT)).to_be_focused()


def test_a_save_that_is_under_way_says_so(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester))
    waiting: list[Route] = []
    page.route("**/autosave/", lambda route: route.continue_() if waiting else waiting.append(route))
    page.fill(TEXT, "One")
    page.keyboard.press("Control+s")
    expect(page.locator(STATE)).to_have_text("Saving…")
    assert_accessible(page)
    page.locator(TEXT).press_sequentially(" two")
    waiting[0].continue_()
    saved(page)
    assert stored(leicester) == "One two"


def test_leaving_the_page_saves_what_was_typed_just_then(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester))
    page.fill(TEXT, "Typed at the last moment")
    page.get_by_role("link", name="All sections of this plan").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(page.url + "narrative/b_i/")
    expect(page.locator(TEXT)).to_have_value("Typed at the last moment")
    expect(page.locator("[data-draft-offer]")).to_be_hidden()


def test_the_button_saves_without_leaving_the_field(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester))
    page.fill(TEXT, "By the button")
    page.get_by_role("button", name="Save", exact=True).click()
    saved(page)
    assert stored(leicester) == "By the button"


def test_without_a_connection_the_text_is_kept_and_sent_again(
    opened: Opener, leicester: Plan, author: User
) -> None:
    page = opened(author, address(leicester))
    page.context.set_offline(True)
    page.fill(TEXT, "Written on a train")
    expect(page.locator(STATE)).to_contain_text("No connection. Your text is kept in this browser")
    expect(page.locator("[data-said]")).to_contain_text("No connection")
    page.context.set_offline(False)
    saved(page)
    assert stored(leicester) == "Written on a train"


def type_signed_out(page: Page, text: str) -> None:
    """Type something after the session has ended, go away, sign in again and come back."""
    url, cookies = page.url, page.context.cookies()
    page.context.clear_cookies()
    page.fill(TEXT, text)
    expect(page.locator(STATE)).to_contain_text("Not saved. You may have been signed out.")
    # The last attempt on leaving gets nowhere either: otherwise it could meet the cookies that come back.
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no network')) }")
    page.goto("about:blank")
    page.context.add_cookies(cookies)
    page.goto(url)


def test_text_that_was_never_saved_is_offered_on_return(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester))
    type_signed_out(page, "Typed after the session had ended")
    offer = page.locator("[data-draft-offer]")
    expect(offer).to_contain_text("Typed after the session had ended")
    assert_accessible(page)
    offer.get_by_role("button", name="Put it back into the field").click()
    expect(page.locator(TEXT)).to_have_value("Typed after the session had ended")
    saved(page)
    page.reload()
    expect(page.locator(TEXT)).to_have_value("Typed after the session had ended")
    expect(page.locator("[data-draft-offer]")).to_be_hidden()


def test_text_that_was_never_saved_can_be_thrown_away(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester))
    type_signed_out(page, "Not wanted")
    page.locator("[data-draft-offer]").get_by_role("button", name="Throw it away").click()
    page.reload()
    expect(page.locator(TEXT)).to_have_value("")
    expect(page.locator("[data-draft-offer]")).to_be_hidden()


def test_a_text_that_is_too_long_is_refused_in_words(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester))
    page.fill(TEXT, "word " * 21_000)
    expect(page.locator(STATE)).to_contain_text("Not saved. This has 104,999 characters and there is room for 100,000.")
    expect(page.locator(COUNT)).to_contain_text("too many")
    assert_accessible(page)
    page.fill(TEXT, "word")
    saved(page)


def test_two_people_put_their_texts_together(opened: Opener, leicester: Plan, author: User) -> None:
    Answer.objects.create(plan=leicester, section="narrative", code="b_i", text="One.\n\nTwo.\n\nThree.")
    colleague = factories.author_of(leicester)
    mine, theirs = opened(author, address(leicester)), opened(colleague, address(leicester))
    theirs.fill(TEXT, "One, they say.\n\nTwo.\n\nThree, they say.")
    saved(theirs)
    mine.fill(TEXT, "One, I say.\n\nTwo.\n\nThree.")
    alert = mine.locator("[data-trouble]")
    expect(alert).to_contain_text(f"{colleague} saved this answer while you were writing")
    assert_accessible(mine)
    mine.locator(TEXT).press_sequentially("\n\nFour.")
    expect(mine.locator(TEXT)).to_have_value("One, I say.\n\nTwo.\n\nThree.\n\nFour.")
    alert.get_by_role("button", name="Compare and put together").click()
    expect(mine.get_by_role("heading", name="Somebody else saved this answer")).to_be_visible()
    assert_accessible(mine)
    expect(mine.locator(".app-merge__part--both")).to_have_count(2)
    expect(mine.locator(".app-merge__part--both").first.locator("ins").first).to_contain_text("I say.")
    expect(mine.locator('[data-whole="theirs"]')).to_contain_text("Three, they say.")
    mine.get_by_role("button", name="Use theirs in part 1").click()
    mine.get_by_role("button", name="Use mine in part 3").click()
    expect(mine.locator(TEXT)).to_have_value("One, they say.\n\nTwo.\n\nThree.\n\nFour.")
    mine.locator(TEXT).press_sequentially(" Five.")
    mine.get_by_role("button", name="Save the combined text").click()
    expect(mine.locator("#messages")).to_contain_text("Saved")
    assert stored(leicester) == "One, they say.\n\nTwo.\n\nThree.\n\nFour. Five."
    expect(mine.locator("[data-draft-offer]")).to_be_hidden()
    mine.fill(TEXT, "And on it goes.")
    saved(mine)


def test_the_toolbar_is_one_stop_and_works_by_keyboard(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester))
    page.fill(TEXT, "plan")
    page.locator(TEXT).select_text()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Bold")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Italic")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(TEXT)).to_have_value("*plan*")
    page.keyboard.press("Control+b")
    expect(page.locator(TEXT)).to_have_value("***plan***")
    page.keyboard.press("Control+b")
    page.keyboard.press("Control+i")
    expect(page.locator(TEXT)).to_have_value("plan")
    page.keyboard.press("Control+z")
    expect(page.locator(TEXT)).to_have_value("*plan*")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Figure of the plan")).to_be_focused()


def test_lists_headings_and_their_next_line(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester))
    page.fill(TEXT, "first")
    page.get_by_role("button", name="Numbered list").click()
    page.keyboard.type("\nsecond\n\nAfter")
    expect(page.locator(TEXT)).to_have_value("1. first\n2. second\nAfter")
    page.fill(TEXT, "Title")
    page.get_by_role("button", name="Heading").click()
    expect(page.locator(TEXT)).to_have_value("## Title")
    page.get_by_role("button", name="Heading").click()
    expect(page.locator(TEXT)).to_have_value("Title")
    page.fill(TEXT, "a\nb")
    page.locator(TEXT).select_text()
    page.get_by_role("button", name="List", exact=True).click()
    expect(page.locator(TEXT)).to_have_value("- a\n- b")


def test_a_table_is_made_and_one_is_pasted(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester))
    page.fill(TEXT, "Before")
    page.get_by_role("button", name="Table").click()
    assert_accessible(page)
    page.get_by_label("Columns").fill("many")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("“many” is not a number of columns")
    assert_accessible(page)
    page.get_by_label("Columns").fill("2")
    page.get_by_label("Rows below the heading").fill("1")
    page.keyboard.press("Enter")
    expect(page.locator(TEXT)).to_have_value("Before\n\n| Heading 1 | Heading 2 |\n| --- | --- |\n|  |  |\n\n")
    expect(page.locator(TEXT)).to_be_focused()
    page.fill(TEXT, "")
    paste(page, {"text/plain": 'Scheme\t2019-20\nCarers\t£650,000\n"Home\ncare"\t1|2\n'})
    expect(page.locator(TEXT)).to_have_value(
        "| Scheme | 2019-20 |\n| --- | --- |\n| Carers | £650,000 |\n| Home care | 1\\|2 |\n\n"
    )
    page.fill(TEXT, "")
    table = "<table><tr><td>Scheme<td>Cost<tr><td>Carers<td>650</table>"
    paste(page, {"text/html": f"<p>Said</p>{table}", "text/plain": "x"})
    expect(page.locator(TEXT)).to_have_value("Said\n\n| Scheme | Cost |\n| --- | --: |\n| Carers | 650 |\n\n")
    expect(page.locator(PREVIEW).locator("td").last).to_have_text("650")
    assert_accessible(page)


def paste(page: Page, content: dict[str, str]) -> None:
    page.locator(TEXT).evaluate(
        """(area, content) => {
          const held = new DataTransfer();
          for (const [kind, text] of Object.entries(content)) held.setData(kind, text);
          area.focus();
          area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
        }""",
        content,
    )


def test_a_link_and_a_figure_are_put_in_by_keyboard(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester))
    page.click(TEXT)
    page.keyboard.press("Control+k")
    assert_accessible(page)
    page.get_by_label("Words of the link").fill("the site")
    page.get_by_label("Address").fill("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("is not an address")
    page.get_by_label("Address").fill("https://example.org/a(b)")
    page.keyboard.press("Enter")
    expect(page.locator(TEXT)).to_have_value("[the site](https://example.org/a%28b%29)")
    page.fill(TEXT, "Of ")
    page.keyboard.press("End")
    page.get_by_role("button", name="Figure of the plan").click()
    assert_accessible(page)
    page.get_by_label("Search").fill("carers")
    expect(page.locator("[data-found]")).to_have_text("1 figure")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="spend on Carers Services £650,000")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(TEXT)).to_have_value("Of {spend on Carers Services}")
    expect(page.locator(TEXT)).to_be_focused()
    page.get_by_role("button", name="Figure of the plan").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Figure of the plan")).to_be_focused()


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_refused_and_then_taken(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester))
    page.get_by_role("button", name="Picture", exact=True).click()
    dialogue = page.get_by_role("dialog")
    assert_accessible(page)
    dialogue.get_by_role("button", name="Insert the picture").click()
    expect(dialogue).to_contain_text("No picture is chosen")
    dialogue.locator("input[type=file]").set_input_files(
        {"name": "plan.svg", "mimeType": "image/svg+xml", "buffer": b"<svg onload='alert(1)'></svg>"}
    )
    dialogue.get_by_role("button", name="Insert the picture").click()
    expect(dialogue).to_contain_text("What the picture shows is blank")
    dialogue.get_by_label("What it shows").fill("How the partners work together")
    dialogue.get_by_role("button", name="Insert the picture").click()
    expect(dialogue).to_contain_text("SVG files can contain programs")
    assert_accessible(page)
    dialogue.locator("input[type=file]").set_input_files({"name": "p.png", "mimeType": "image/png", "buffer": png()})
    dialogue.get_by_role("button", name="Insert the picture").click()
    expect(dialogue).to_be_hidden()
    picture = Picture.objects.get(plan=leicester)
    expect(page.locator(TEXT)).to_have_value(f"![How the partners work together](picture:{picture.name})\n\n")
    shown = page.locator(PREVIEW).get_by_role("img", name="How the partners work together")
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("naturalWidth", 60)
    saved(page)
    assert_accessible(page)


def test_on_a_phone_text_and_preview_take_turns(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester, "a"), width=320)
    expect(page.locator(PREVIEW)).to_be_hidden()
    assert_accessible(page)
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(page.locator(PREVIEW)).to_be_visible()
    expect(page.locator("#narrative-a-value")).to_be_hidden()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_who_only_reads_sees_the_answer_and_no_field(opened: Opener, leicester: Plan) -> None:
    text = "| a | b |\n|---|---|\n| {pool total} | d |"
    Answer.objects.create(plan=leicester, section="narrative", code="b_i", text=text)
    reader = factories.person(Role.SIGNATORY, of=leicester.board.bodies.first())
    page = opened(reader, address(leicester))
    expect(page.locator(".app-prose")).to_contain_text("£43,368,727")
    expect(page.locator("textarea")).to_have_count(0)
    assert_accessible(page)
    page.goto(page.url.replace("/b_i/", "/"))
    assert_accessible(page)


def test_the_pictures_of_a_plan(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, reverse("pictures", args=leicester.args))
    assert_accessible(page)
    page.get_by_role("button", name="Add the picture").click()
    expect(page.get_by_role("alert")).to_contain_text("No file was sent")
    assert_accessible(page)
    page.get_by_label("What it shows").fill("How the partners work together")
    page.locator("input[type=file]").set_input_files({"name": "p.png", "mimeType": "image/png", "buffer": png()})
    page.get_by_role("button", name="Add the picture").click()
    expect(page.locator("#messages")).to_contain_text("![How the partners work together](picture:")
    expect(page.get_by_role("img", name="How the partners work together")).to_be_visible()
    assert_accessible(page)


def test_the_figures_page_part_is_accessible_when_open(opened: Opener, leicester: Plan, author: User) -> None:
    page = opened(author, address(leicester))
    page.get_by_text("Figures of the plan that you can put into the text").click()
    expect(page.get_by_role("cell", name="£43,368,727").first).to_be_visible()
    assert_accessible(page)


def test_a_reader_who_has_a_page_open_is_told_when_the_right_to_write_ends(
    opened: Opener, leicester: Plan, author: User, client: Client
) -> None:
    page = opened(author, address(leicester))
    author.appointments.all().delete()
    page.fill(TEXT, "Too late")
    expect(page.locator(STATE)).to_contain_text("Your text is kept in this browser")
    assert stored(leicester) == ""
