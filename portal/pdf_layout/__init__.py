"""What a PDF says and how it lies on its pages: headings, paragraphs, items and rows, in reading order."""
