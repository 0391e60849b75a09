import { expectNoBarriers, expectNothingTooWide, show, THEMES } from './support/barriers.ts';
import { places } from './support/places.ts';
import { expect, test } from './support/test.ts';

const nowhere = { importId: '', welcomePath: '', consentPath: '' };
const names = places({ id: '', name: '', connections: [] }, nowhere).map(({ name, dialogs = [] }) => ({
  name,
  dialogs: dialogs.map((dialog) => dialog.name),
}));

for (const { name, dialogs } of names) {
  test(`nothing keeps anybody out of ${name}, and nothing is too wide`, async ({ page, stranger, settled, made }) => {
    const place = places(settled, made).find((one) => one.name === name);
    if (!place) throw new Error(name);
    const visitor = place.signedOut ? stranger : page;
    await visitor.goto(place.path);
    await expect(place.drawn(visitor)).toBeVisible();
    for (const theme of THEMES) {
      await show(visitor, theme);
      await expectNothingTooWide(visitor, `${name}, ${theme}`);
      await expectNoBarriers(visitor, `${name}, ${theme}`);
    }
    if (!place.dialogs) return;
    await visitor.setViewportSize({ width: 390, height: 844 }); // the rooms: drawn otherwise on phones
    await expectNoBarriers(visitor, `${name} on a phone`);
  });

  for (const dialogName of dialogs) {
    test(`nothing keeps anybody out of ${dialogName}`, async ({ page, settled, made }) => {
      const place = places(settled, made).find((one) => one.name === name);
      const dialog = place?.dialogs?.find((one) => one.name === dialogName);
      if (!place || !dialog) throw new Error(dialogName);
      await page.goto(place.path);
      await expect(place.drawn(page)).toBeVisible();
      await expect(await dialog.open(page)).toBeVisible();
      for (const theme of THEMES) {
        await show(page, theme);
        await expectNothingTooWide(page, `${dialogName}, ${theme}`);
        await expectNoBarriers(page, `${dialogName}, ${theme}`, '[role=dialog]');
      }
    });
  }
}
