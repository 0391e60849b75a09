/** Stops what `services.setup.mjs` started, if it did. */
export default async function tearDown() {
  await Reflect.get(globalThis, 'stopTestServices')?.();
}
