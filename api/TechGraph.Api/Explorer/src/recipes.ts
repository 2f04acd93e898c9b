/** An example question that comes with the product. */
export interface Recipe {
  /** Its name, for `documentId`. */
  readonly id: string;
  /** The question in one sentence. */
  readonly title: string;
  /** The document. */
  readonly text: string;
}

/** The recipes that the server put into the page; empty if there are none. */
export function readRecipes(): readonly Recipe[] {
  const text = document.getElementById('recipes')?.textContent;
  return text ? (JSON.parse(text) as Recipe[]) : [];
}
