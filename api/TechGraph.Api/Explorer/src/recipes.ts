/** A question that comes with the product. */
export interface Recipe {
  /** Its name, as `documentId` takes it. */
  readonly id: string;
  /** What it asks, in a sentence. */
  readonly title: string;
  /** The document. */
  readonly text: string;
}

/** The recipes that the server put into the page; none where it put none. */
export function readRecipes(): readonly Recipe[] {
  const text = document.getElementById('recipes')?.textContent;
  return text ? (JSON.parse(text) as Recipe[]) : [];
}
