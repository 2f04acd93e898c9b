import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import './explorer.css';
import './workers/start';

// Keeps the first script small; the editor is loaded after it.
const Explorer = lazy(() => import('./Explorer').then((module) => ({ default: module.Explorer })));

createRoot(document.getElementById('explorer')!).render(
  <StrictMode>
    <Suspense fallback={<p className="opening">Opening the explorer …</p>}>
      <Explorer />
    </Suspense>
  </StrictMode>,
);
