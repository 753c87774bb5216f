import type { PageModel } from '../pageModel.ts';
import type { WebGpuOffer } from '../ports.ts';

const RUNS_ON: { readonly [K in WebGpuOffer]: string } = {
  offered: 'This computer’s GPU, through WebGPU. Where the browser has none to give, the processor: slowly.',
  'insecure-page': 'The processor, slowly: Chrome offers the GPU only to https pages and to http://localhost.',
  missing: 'The processor, slowly: this browser offers no WebGPU.',
};

/** What a stranger should know before Start; it stands where the frame will be. */
export function Welcome({ model }: { readonly model: PageModel }) {
  const { modelId } = model.settings.value;
  const chosen = model.models.find(({ id }) => id === modelId);
  return (
    <div class="welcome">
      <p class="welcome-lead">Lend this computer to a camera relay.</p>
      <p>
        The page takes frames that cameras have sent to <strong>{model.relayHost.value}</strong>, looks at them with a
        vision model on this computer, and sends back one sentence and boxes around what it saw.
      </p>
      <dl class="facts">
        <div>
          <dt>What leaves</dt>
          <dd>
            Results go to the relay. Frames stay in this page’s memory and are not stored. Nothing goes anywhere else.
          </dd>
        </div>
        <div>
          <dt>Model</dt>
          <dd>
            {chosen?.name ?? modelId}
            {chosen && `: ${chosen.note}`}
          </dd>
        </div>
        <div>
          <dt>Runs on</dt>
          <dd>{RUNS_ON[model.webGpu]}</dd>
        </div>
        <div>
          <dt>Two modes</dt>
          <dd>Watch lists the jobs that are offered and takes none. Work takes them. You can switch at any time.</dd>
        </div>
      </dl>
    </div>
  );
}
