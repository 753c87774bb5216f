// Facts that the build writes in; tests run without a build and get the words after the `?`.
declare const __APP_VERSION__: string | undefined;
declare const __DEMO_REVISION__: string | undefined;

export const appVersion: string = typeof __APP_VERSION__ === 'string' ? __APP_VERSION__ : 'dev';
/** Content hash of the demo model's files. */
export const demoRevision: string = typeof __DEMO_REVISION__ === 'string' ? __DEMO_REVISION__ : 'dev';
