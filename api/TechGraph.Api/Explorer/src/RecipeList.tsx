import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';
import { readRecipes, type Recipe } from './recipes';

const recipes = readRecipes();

/** The example questions; a chosen one opens in a new tab. */
export const RECIPES: GraphiQLPlugin = { title: 'Recipes', icon: RecipeIcon, content: RecipeList };

/** The question that is in the editor at the first visit. */
export const firstRecipe: Recipe | undefined = recipes.find((recipe) => recipe.id === 'standing-question') ?? recipes[0];

function RecipeList() {
  const { addTab } = useGraphiQLActions();
  const editor = useGraphiQL((state) => state.queryEditor);
  const open = (recipe: Recipe) => {
    addTab();
    editor?.setValue(recipe.text);
    editor?.focus();
  };

  return (
    <section aria-label="Recipes" className="recipes">
      <h2>Recipes</h2>
      <p>Example questions. Each opens in a new tab; run it with the button beside the editor.</p>
      <ul>
        {recipes.map((recipe) => (
          <li key={recipe.id}>
            <button type="button" className="graphiql-un-styled" onClick={() => open(recipe)}>
              {recipe.title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RecipeIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M5 4h11l3 3v13H5z M8 10h8 M8 14h8 M8 18h5" />
    </svg>
  );
}
