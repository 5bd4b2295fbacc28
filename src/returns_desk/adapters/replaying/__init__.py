"""The journal replayed under a changed policy: cases rebuilt, packs joined, processes."""
