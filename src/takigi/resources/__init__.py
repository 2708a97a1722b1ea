"""地域資源: the places where people meet, who looks for one, and what is missing."""
