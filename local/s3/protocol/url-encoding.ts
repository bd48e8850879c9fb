/** How `encoding-type=url` writes a key: as in an HTML form, but with the slashes left as they are. */
export const encodeForListing = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/');
