/**
 * A module of the build: what is measured is what is delivered. `Module` is the type of its source.
 */
export async function built<Module>(path: string): Promise<Module> {
  return (await import(new URL(`../../dist/${path}`, import.meta.url).href)) as Module;
}
