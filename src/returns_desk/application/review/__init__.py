"""What a manager reads of the journal: figures with their meaning, and cases as stories. Pure."""
