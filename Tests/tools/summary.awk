# Sums up .trx files. Prints one line per finding, its parts separated by tabs, for test.sh:
#   total PASSED FAILED SKIPPED · failed NAME MESSAGE · skipped NAME REASON · aborted REASON
# Line breaks in a message become a carriage return, which XML text never holds, so that a finding stays one line.

BEGIN { RS = "<"; FS = "\n"; passed = failed = skipped = 0 }

function attribute(name,    start, rest) {
  start = index($0, " " name "=\"")
  if (!start) return ""
  rest = substr($0, start + length(name) + 3)
  return plain(substr(rest, 1, index(rest, "\"") - 1))
}

function plain(text) {
  gsub(/\r/, "", text)
  gsub(/\n/, "\r", text)
  gsub(/\t/, " ", text)
  gsub(/&lt;/, "<", text)
  gsub(/&gt;/, ">", text)
  gsub(/&quot;/, "\"", text)
  gsub(/&apos;/, "'", text)
  gsub(/&#xD;/, "", text)
  gsub(/&#xA;/, "\r", text)
  gsub(/&amp;/, "\\&", text)
  return text
}

function finish() {
  if (outcome == "Passed") passed++
  else if (outcome == "NotExecuted") { skipped++; print "skipped\t" name "\t" message }
  else if (outcome != "") { failed++; print "failed\t" name "\t" (message == "" ? outcome : message) }
  outcome = message = ""
}

/^UnitTestResult / { finish(); name = attribute("testName"); outcome = attribute("outcome") }
/^Message>/ && outcome != "" && message == "" { message = plain(substr($0, 9)) }
/^\/Results>/ { finish() }
/^Text>The active test run was aborted/ { print "aborted\t" plain(substr($0, 6)) }

END { finish(); print "total\t" passed "\t" failed "\t" skipped }
