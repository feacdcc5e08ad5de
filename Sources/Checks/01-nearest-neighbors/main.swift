import Grading

GradingProcess.main(submissions)
