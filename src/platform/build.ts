// Facts that the build writes in; tests run without a build and get the words after the `?`.
declare const __APP_VERSION__: string | undefined;
declare const __APP_COMMIT__: string | undefined;
declare const __DEMO_REVISION__: string | undefined;

export const appVersion: string = typeof __APP_VERSION__ === 'string' ? __APP_VERSION__ : 'dev';
const appCommit: string = typeof __APP_COMMIT__ === 'string' ? __APP_COMMIT__ : '';
/** Version and commit, for people: `0.1.0 (0d42bda)`; the version alone where the code came without its history. */
export const appBuild: string = appCommit ? `${appVersion} (${appCommit})` : appVersion;
/** Content hash of the demo model's files. */
export const demoRevision: string = typeof __DEMO_REVISION__ === 'string' ? __DEMO_REVISION__ : 'dev';
