// A text for each combination of filters, made once: the name decides, and a connection prepares each name once.
const texts = new Map<string, string>();

/** The text of the statement of this name. */
export function textOf(name: string, make: () => string): string {
  let text = texts.get(name);
  if (text === undefined) {
    text = make();
    texts.set(name, text);
  }
  return text;
}
