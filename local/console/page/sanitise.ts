import createDOMPurify from 'dompurify';

const purify = createDOMPurify(window);

/** Also the links of a drawing, whose names are in lower case, and those of an image map. */
const isLink = (node: Element): boolean =>
  /^(?:a|area)$/i.test(node.tagName) &&
  (node.hasAttribute('href') || node.hasAttribute('xlink:href'));

/** A link leads to a page of its own, which learns nothing of this one. */
purify.addHook('afterSanitizeAttributes', (node) => {
  if (!isLink(node)) return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer');
});

const common = {
  RETURN_DOM_FRAGMENT: true,
  // A style sheet that stands first would be dropped with the head that it makes.
  FORCE_BODY: true,
  FORBID_TAGS: ['iframe', 'use', 'link', 'meta', 'base', 'object', 'embed'],
} as const;

/** As CloudWatch shows a widget: no scripts, no frames, no `use`; styles, SVG and its own element stay. */
export const sanitiseWidget = (html: string): DocumentFragment =>
  purify.sanitize(html, {
    ...common,
    FORBID_TAGS: [...common.FORBID_TAGS],
    CUSTOM_ELEMENT_HANDLING: {
      tagNameCheck: /^cwdb-action$/,
      attributeNameCheck: /^(action|confirmation|display|endpoint|event)$/,
      allowCustomizedBuiltInElements: false,
    },
  });

/** As careful mail programs show a mail. */
export const sanitiseMail = (html: string): DocumentFragment =>
  purify.sanitize(html, { ...common, FORBID_TAGS: [...common.FORBID_TAGS, 'form', 'input'] });
