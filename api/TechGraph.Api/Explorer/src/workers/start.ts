import type {} from 'monaco-editor';

// Monaco's workers from this host: the library's own set-up works in a build only, this one also in Vite's server.
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
