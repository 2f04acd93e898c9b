import type {} from 'monaco-editor';

// Loads Monaco's workers from this host. The library's own set-up works only in a build; this one also works in Vite's server.
window.MonacoEnvironment = {
  getWorker(_: string, label: string): Worker {
    switch (label) {
      case 'json':
        return new Worker(new URL('./json.ts', import.meta.url), { type: 'module' });
      case 'graphql':
        return new Worker(new URL('./graphql.ts', import.meta.url), { type: 'module' });
      default:
        return new Worker(new URL('./editor.ts', import.meta.url), { type: 'module' });
    }
  },
};
