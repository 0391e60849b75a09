// Runs before the first paint so that a stored choice never flashes the other theme. Kept outside the bundle
// because the content security policy allows no inline script. core/theme.ts owns the choice afterwards.
(function () {
  let stored = null;
  try {
    stored = localStorage.getItem('rostrum.theme');
  } catch {
    // Storage may be denied; the system's preference then decides.
  }
  const dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
