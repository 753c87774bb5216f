import { type Browser, chromium } from '@playwright/test';
import { browserFlags } from '../../terminal/browserFlags.ts';
import { ensureBrowser } from '../../terminal/ensureBrowser.ts';
import { thisMachine } from '../../terminal/machine.ts';

/** Headless Chrome with WebGPU on SwiftShader: slow, and the same on every machine. */
export async function launchTestBrowser(extraFlags: readonly string[] = []): Promise<Browser> {
  const args = [...browserFlags('software', thisMachine), ...extraFlags];
  return chromium.launch({ executablePath: await ensureBrowser(), args });
}
