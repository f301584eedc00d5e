/** The drawings of `assets/parts`: one for each part, one for each form of a workload, one for the container around a workload. */
const FILES = import.meta.glob<string>('../../../assets/parts/*.svg', { query: '?raw', import: 'default', eager: true });

const PICTURES: ReadonlyMap<string, string> = new Map(
  Object.entries(FILES).map(([file, text]) => [file.slice(file.lastIndexOf('/') + 1, -'.svg'.length), text]),
);

/** A list of parts asks for the same drawings at every change; reading one takes longer than copying it. */
const parsed = new Map<string, Element>();

/** The text of a drawing, in `currentColor`; null where nothing is drawn: a level may speak of parts that do not exist. */
export function pictureOf(id: string): string | null {
  return PICTURES.get(id) ?? null;
}

/** A drawing to be put into the page. It takes its size from the class and its colour from the text around it. */
export function makePicture(id: string, className = 'picture'): Element | null {
  const text = pictureOf(id);
  if (text === null) return null;
  let original = parsed.get(id);
  if (original === undefined) {
    original = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    parsed.set(id, original);
  }
  const element = document.importNode(original, true);
  element.setAttribute('class', className);
  // The name stands beside it in words.
  element.setAttribute('aria-hidden', 'true');
  return element;
}

/** A drawing as an address, for where it becomes a texture: of one colour, and as many pixels wide and high as will be seen. */
export function pictureUrl(id: string, colour: string, pixels: number): string | null {
  const text = pictureOf(id);
  if (text === null) return null;
  const sized = text.replace('<svg ', `<svg width="${pixels}" height="${pixels}" `).replaceAll('currentColor', colour);
  return `data:image/svg+xml,${encodeURIComponent(sized)}`;
}
