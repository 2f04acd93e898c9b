import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { createFetcher } from './fetcher';
import { firstRecipe, RECIPES } from './RecipeList';

const fetcher = createFetcher();

/** GraphiQL with the product's questions beside the history. Themes, documentation and tabs are its own. */
export function Explorer() {
  return <GraphiQL fetcher={fetcher} plugins={[HISTORY_PLUGIN, RECIPES]} visiblePlugin={RECIPES} defaultQuery={firstRecipe?.text} />;
}
