export declare function stopWithParent(): void;
