import type { DeviceChoice } from '../../vision/api.ts';

const DEVICES: readonly { readonly value: DeviceChoice; readonly label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'webgpu', label: 'GPU (WebGPU)' },
  { value: 'wasm', label: 'Processor (wasm), slower' },
];

interface DeviceSelectProps {
  readonly value: DeviceChoice;
  readonly onChange: (device: DeviceChoice) => void;
}

export function DeviceSelect({ value, onChange }: DeviceSelectProps) {
  return (
    <select
      id="device"
      aria-describedby="device-note"
      value={value}
      onChange={(event) => {
        const chosen = DEVICES[event.currentTarget.selectedIndex];
        if (chosen) onChange(chosen.value);
      }}
    >
      {DEVICES.map((device) => (
        <option key={device.value} value={device.value}>
          {device.label}
        </option>
      ))}
    </select>
  );
}
