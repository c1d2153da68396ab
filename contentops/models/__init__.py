"""What the product knows of content, people, channels, events and plans. No disk, no clock."""
