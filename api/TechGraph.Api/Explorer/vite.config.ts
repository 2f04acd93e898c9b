import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The build of TechGraph.Api gives the output folder. Everything that the page needs is in it; nothing is fetched from elsewhere.
export default defineConfig({
  base: '/explorer/',
  plugins: [react()],
  build: {
    outDir: process.env.EXPLORER_OUT ?? 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 4000,
    rollupOptions: {
      // Hints to a compiler that is not used here.
      onwarn: (warning, warn) => (warning.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : warn(warning)),
    },
  },
  worker: { format: 'es' },
});
