/* What the tests ask of a page: `look` stands in each page that they open. */

window.look = (() => {
  const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  let isTurned = false;
  addEventListener("pagereveal", ({ viewTransition }) => { isTurned = viewTransition !== null; });

  const every = (selector) => [...document.querySelectorAll(selector)];
  const named = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 90);
  const styled = (element) => getComputedStyle(element);

  /* All that can be reached by keyboard, in the order of the document. */
  const targets = () => every(TARGETS).filter((element) => element.checkVisibility());

  /* Whether a link stands in a line of other words, where its height is that of the words. */
  const isInSentence = (link) => {
    let block = link;
    while (styled(block).display === "inline") block = block.parentElement;
    return block.textContent.trim() !== link.textContent.trim();
  };

  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/[\d.]+/g).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  const contrast = (...colours) => {
    const [darker, lighter] = colours.map(luminance).sort((one, other) => one - other);
    return (lighter + 0.05) / (darker + 0.05);
  };

  /* The colour that an element stands on. */
  const paper = ({ parentElement }) => {
    const colour = styled(parentElement).backgroundColor;
    return colour === "rgba(0, 0, 0, 0)" ? paper(parentElement) : colour;
  };

  /* Whether what is on the screen of a line of an element is covered by nothing else. */
  const isOnTop = (element, line) => {
    const x = (Math.max(line.left, 0) + Math.min(line.right, innerWidth)) / 2;
    const y = (Math.max(line.top, 0) + Math.min(line.bottom, innerHeight)) / 2;
    const top = document.elementFromPoint(x, y);
    return top !== null && (element.contains(top) || top.contains(element));
  };

  return {
    count: () => targets().length,

    /* Links and fields lower or narrower than a finger needs. */
    small: () =>
      targets()
        .filter((element) => !element.matches(".skip") && !isInSentence(element))
        .map((element) => [named(element), element.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24)
        .map(([name, box]) => `${name} ${Math.round(box.width)}x${Math.round(box.height)}`),

    /* Where the focus is among all that it can reach, and what is wrong with how it is shown. */
    focus: () => {
      const element = document.activeElement;
      const { outlineStyle, outlineWidth, outlineColor } = styled(element);
      const isOutlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
      const isSeen = isOutlined && contrast(outlineColor, paper(element)) >= 3;
      const isUncovered = [...element.getClientRects()].some((line) => isOnTop(element, line));
      return [targets().indexOf(element), isSeen && isUncovered ? [] : [named(element)]];
    },

    /* Blocks with more in them than they have room for, but for fields, and tables that can be moved and are named. */
    cut: () =>
      every("body *")
        .filter((element) => element.checkVisibility() && element.clientHeight && !element.closest("svg"))
        .filter((element) => !element.matches(".unseen, .skip, input, textarea, [role=region][tabindex='0'][aria-labelledby]"))
        .filter((element) =>
          element.scrollWidth > element.clientWidth + 1 ||
          (styled(element).overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1))
        .map(named),

    /* How much wider the page is than the screen. */
    wider: () => Math.max(document.documentElement.scrollWidth - innerWidth, 0),

    /* What stays where it is while the page moves, and may cover what is beneath. */
    stuck: () => every("body *").filter((element) => /fixed|sticky/.test(styled(element).position)).map(named),

    /* The levels of the headings, in the order of the document. */
    headings: () => every("h1, h2, h3, h4, h5, h6").map((heading) => Number(heading.tagName[1])),

    /* Thai that is not marked as such, in words and in what only a screen reader says. */
    unmarkedThai: () => {
      const thai = /[\u0e01-\u0e5b]/;
      const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const said = every("[alt], [aria-label], [title]").flatMap((element) =>
        ["alt", "aria-label", "title"].map((name) => [element.getAttribute(name) || "", element]));
      while (words.nextNode()) said.push([words.currentNode.data, words.currentNode.parentElement]);
      return said
        .filter(([text, element]) => thai.test(text) && element.closest("[lang]").lang !== "th")
        .map(([, element]) => named(element));
    },

    /* The least spacing of text that WCAG 1.4.12 wants a page to bear. */
    space: () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* {
        line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
      } p { margin-bottom: 2em !important; }`);
      document.adoptedStyleSheets = [sheet];
    },

    /* What moves or fades, and whether the page before turned into this one. */
    moving: () => {
      const moves = ({ transitionDuration, animationDuration }) => /[1-9]/.test(transitionDuration + animationDuration);
      return every("*").filter((element) => moves(styled(element))).map(named).concat(isTurned ? ["the page"] : []);
    },
  };
})();
