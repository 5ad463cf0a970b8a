"""What the State's open-data portal publishes, brought when somebody asks for it.

`portal` says what there is and where; `client` asks for it, one request at a time; `pages` keeps what came, so that an
interrupted fetch goes on; `fetching` is the command; `shelf` is where what was brought waits. Nothing here loads
figures: what is brought goes in by the same door as a file that somebody uploads.
"""
