// Search by the starts of the words of labels, one a line.
CREATE TEXT INDEX entity_words IF NOT EXISTS
FOR (n:Entity)
ON (n.words)
