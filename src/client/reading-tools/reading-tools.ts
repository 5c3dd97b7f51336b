export function readAloud(_button: HTMLElement): void {}
export function toggleTools(_button: HTMLElement): void {}
export function resumeTools(): void {}
