// The demo model in the browser says what PyTorch says (tests/reference, written by tools/demo-model/references.py), through
// the whole of the product: a relay hands the reference frames out, and its result is compared.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Camera } from '../../relay/camera.ts';
import type { JobResult } from '../../src/protocol/result.ts';
import { parseBoxes } from '../../src/vision/parseBoxes.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { openPage, openStage, startButton } from './stage.ts';
