import { type Browser, chromium } from '@playwright/test';
import { browserFlags, type GpuChoice } from '../../terminal/browserFlags.ts';
import { ensureBrowser } from '../../terminal/ensureBrowser.ts';
import { thisMachine } from '../../terminal/machine.ts';

/** Headless Chrome with WebGPU; on SwiftShader it is slow, and the same on every machine. */
export async function launchTestBrowser(
  extraFlags: readonly string[] = [],
  gpu: GpuChoice = 'software',
): Promise<Browser> {
  const args = [...browserFlags(gpu, thisMachine), ...extraFlags];
  return chromium.launch({ executablePath: await ensureBrowser(), args });
}
