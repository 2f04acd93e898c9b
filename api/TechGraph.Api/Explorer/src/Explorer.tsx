import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { createFetcher } from './fetcher';
import { firstRecipe, RECIPES } from './RecipeList';

const fetcher = createFetcher();

/** GraphiQL with the example questions beside the history. GraphiQL itself has the themes, the documentation and the tabs. */
export function Explorer() {
  return <GraphiQL fetcher={fetcher} plugins={[HISTORY_PLUGIN, RECIPES]} visiblePlugin={RECIPES} defaultQuery={firstRecipe?.text} />;
}
